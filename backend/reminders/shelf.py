"""What a flood of reminders repeats by the thousand and an editor changes by the month: kept for a moment.

For how long says `composers.kept_for`: a second where the sender's words are written, not at all elsewhere.
"""

import time
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import Generic, TypeVar

from backend.agenda.models import Appointment, AppointmentType
from backend.delivery import composers
from backend.organisations.models import Organisation, Place
from backend.reminders import queries
from backend.reminders.models import Text
from backend.reminders.queries import Key, Plans, Texts

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Pair = tuple[int, int]  # type and service


class Shelf(Generic[K, V]):
    """Read by key; what is too old is read again and forgotten, so that it holds what one moment needs."""

    def __init__(self, read: Callable[[Collection[K]], Mapping[K, V]]) -> None:
        self._read = read
        self._kept: dict[K, tuple[float, V]] = {}

    def get(self, keys: Iterable[K]) -> dict[K, V]:
        """Those that exist: no query where all are at hand, else one."""
        now, life = time.monotonic(), composers.kept_for()
        kept = {key: one for key, one in self._kept.items() if now - one[0] < life}
        wanted = set(keys)
        missing = wanted - kept.keys()
        read = self._read(missing) if missing else {}
        if missing and life:
            self._kept = kept | {key: (now, value) for key, value in read.items()}
        return {key: kept[key][1] for key in wanted - missing} | dict(read)


_types = Shelf(lambda ids: AppointmentType.objects.in_bulk(list(ids)))
_places = Shelf(lambda ids: Place.objects.in_bulk(list(ids)))
_services = Shelf(lambda ids: Organisation.objects.in_bulk(list(ids)))


def _read_texts(keys: Collection[tuple[int, int, str]]) -> dict[tuple[int, int, str], Texts]:
    return dict.fromkeys(keys, queries.texts({key[:2] for key in keys}, {key[2] for key in keys}))


def _read_plans(pairs: Collection[Pair]) -> dict[Pair, Plans]:
    return dict.fromkeys(pairs, queries.plans(pairs))


_texts: Shelf[tuple[int, int, str], Texts] = Shelf(_read_texts)
_plans: Shelf[Pair, Plans] = Shelf(_read_plans)


def furnish(rows: Collection[Appointment]) -> None:
    """Give each its type, place and service: three queries at most."""
    types = _types.get(row.type_id for row in rows)
    places = _places.get(row.place_id for row in rows if row.place_id)
    services = _services.get(row.organisation_id for row in rows)
    for row in rows:
        row.type, row.organisation = types[row.type_id], services[row.organisation_id]
        row.place = places[row.place_id] if row.place_id else None


class TextsAtHand(Texts):
    """The words of many types, services and languages, wherever each was read."""

    def __init__(self, found: Mapping[tuple[int, int, str], Texts]) -> None:
        self._found = found

    def choose(self, key: Key) -> Text | None:
        return self._found[key.type, key.organisation, key.language].choose(key)


def texts(rows: Iterable[Appointment]) -> Texts:
    """The words that these may need."""
    return TextsAtHand(_texts.get((row.type_id, row.organisation_id, row.probationer.language) for row in rows))


def plans(rows: Iterable[Appointment]) -> dict[Pair, Plans]:
    """The plans by which these are reminded."""
    return _plans.get((row.type_id, row.organisation_id) for row in rows)
