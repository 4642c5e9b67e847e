"""Who gives the words of which kind of message. The sender and the previews call `register` once, at their start."""

from backend.delivery import account_notices, composing
from backend.probationers import composers as probationers
from backend.reminders import composers as reminders
from backend.reminders import composers_replies as replies
from backend.reminders import contacts_words


def register() -> None:
    composing.register()
    account_notices.register()
    probationers.wire()
    reminders.register()
    replies.register()
    contacts_words.register()
