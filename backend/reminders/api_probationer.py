"""What the probationer's app asks of `reminders`."""

from ninja import Router

router = Router()
