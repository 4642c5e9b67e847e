"""What the probationer's app asks of `accounts`."""

from ninja import Router

router = Router()
