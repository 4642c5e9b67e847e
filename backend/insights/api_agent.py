"""What an agent's browser asks of `insights`."""

from ninja import Router

router = Router()
