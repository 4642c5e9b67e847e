"""Asking the composers for words: in a thread, where Django's ORM may be used, one batch at a time."""

import logging
import traceback
from collections import defaultdict
from collections.abc import Sequence

from django.db import close_old_connections

from backend.delivery import composers, push_words, rules
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.rules_states import Channel

log = logging.getLogger(__name__)


class Fault:
    """The composer itself failed: not the message's fault, so it is tried again while it is of use."""


FAULT = Fault()
Words = Text | Refusal | Fault


def write(batch: Sequence[Due]) -> list[Words]:
    """The words of each message, in the same order, by one call a composer."""
    close_old_connections()
    grouped: dict[composers.Compose | None, list[int]] = defaultdict(list)
    for place, due in enumerate(batch):
        grouped[composers.of(due.kind)].append(place)
    found: list[Words] = [FAULT] * len(batch)
    for compose, places in grouped.items():
        if compose is None:
            log.error("no composer for %s", ", ".join(sorted({batch[place].kind for place in places})))
            continue
        for place, words in zip(places, _composed(compose, [batch[place] for place in places]), strict=True):
            found[place] = _fitting(words, batch[place])
    return found


def _composed(compose: composers.Compose, batch: list[Due]) -> list[Words]:
    """One poisonous message must not hold back the others: where the batch fails, each is asked for alone."""
    try:
        words = compose(batch)
        if len(words) == len(batch):
            return list(words)
        log.error("a composer of %s gave %d texts for %d", batch[0].kind, len(words), len(batch))
    # Whatever a composer does, the sender lives on and the message is not lost.
    except Exception as error:
        _report(error, batch)
    if len(batch) == 1:
        return [FAULT]
    return [words for due in batch for words in _composed(compose, [due])]


def _report(error: Exception, batch: list[Due]) -> None:
    """Where, not what: the message of an exception may hold a name or a number."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    names = ", ".join(str(due.id) for due in batch[:3])
    log.error("composing %s (%s): %s at %s:%s", batch[0].kind, names, type(error).__name__, last.filename, last.lineno)


def _fitting(words: Words, due: Due) -> Words:
    """No sign that PostgreSQL can't keep; an SMS in the network's alphabet where that is harmless; a push packed."""
    if isinstance(words, Text):
        bare = words.body.replace("\0", "")
        said = rules.gsm(bare) if due.channel == Channel.SMS else bare
        fitting = words if said == words.body else words.saying(said)
        return push_words.packed(due, fitting) if due.channel == Channel.PUSH else fitting
    return words
