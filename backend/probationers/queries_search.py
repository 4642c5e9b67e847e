"""Finding a file as one types, and finding that it already exists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial, reduce
from operator import add, and_, or_
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.lookups import TrigramSimilar, TrigramWordSimilar
from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import (
    BigIntegerField,
    Exists,
    F,
    Func,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    TextField,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import Cast
from django.db.models.lookups import Contains, Exact, GreaterThanOrEqual, LessThanOrEqual, StartsWith

from backend.accounts.models import Agent
from backend.common import paging, text
from backend.common.among import among
from backend.organisations import queries as organisations
from backend.probationers import queries, rules_duplicates, rules_search
from backend.probationers.models import (
    BORN_IN,
    SERVICE_NUMBER,
    WHOLE_WORDS,
    Affiliation,
    Assignment,
    Probationer,
)
from backend.probationers.rules_duplicates import Identity, Likeness
from backend.probationers.rules_search import Number, Wanted

FEW = 5  # so few exact answers leave room for near ones
LOOKED_AT, NAMED = 1_000, 50  # files that may be of the person; of whom 1 January is written there are many
COUNTED = 1_000  # nobody reads on; to count all of a great service's would take as long as to find them
INDEXED_LETTERS = 3  # a trigram
NEAR_WORD = 0.4  # word similarity: one letter wrong, missing, doubled or swapped in a name of six
# One word alone: what sounds the same may share a third of its trigrams (leyla, leila); `is_near` then looks closer.
NEAR_ALONE = 0.3
NEAR_WORDS = 0.19  # of several, of which each narrows: two letters swapped at the front leave a fifth of the trigrams
LIKE = 200  # so many are looked at more closely


@dataclass(frozen=True)
class Page:
    """Some of those found, the cursor of the next ones, and how many there are in all: at most COUNTED."""

    files: list[Probationer]
    following: str | None
    count: int


class _Entry(NamedTuple):
    """One file of those in reach, however many of its services are."""

    search_key: str
    probationer_id: UUID


_ORDER = ("search_key", "probationer_id")


def search(agent: Agent, said: str, *, mine: bool, cursor: str | None, today: date) -> Page:
    """One page of the agent's files by name; on the first, where little was found, near names after the exact ones."""
    wanted = rules_search.read(said, today=today)
    reach = organisations.reach_of(agent)
    if wanted.is_unreadable or not reach:
        return Page([], None, 0)
    entries = _mine(queries.present(), agent) if mine else queries.present()
    exact = entries.filter(_beginning(wanted.words) & _numbers(wanted))
    of_each = [_of_led(one) if _is_led(wanted) else Q(organisation=one) for one in reach]
    rows, following = paging.page(exact, cursor=cursor, by=_ORDER, read=partial(_entries, of_each=of_each))
    if following or cursor is not None:
        return Page(_files(rows), following, _count(exact, of_each))
    found: list[Any] = rows
    if len(found) < FEW and any(len(word) >= rules_search.NEAR_LETTERS for word in wanted.words):
        others = entries.exclude(probationer_id__in=[one.probationer_id for one in found])
        found = [*found, *_near(others, wanted, of_each)]
    return Page(_files(found), None, len(found))


def _is_led(wanted: Wanted) -> bool:
    """Whether the index of letters finds them; else all names of a service are read in another, in their order."""
    return any(len(word) >= INDEXED_LETTERS for word in wanted.words)


def _of_led(service: int) -> Q:
    """As the index of letters knows it: a GiST index compares numbers of the same length alone."""
    return Q(Exact(SERVICE_NUMBER, Cast(Value(service), BigIntegerField())))


def _entries(ordered: QuerySet[Affiliation], count: int, *, of_each: Sequence[Q]) -> list[Any]:
    """Each file once. Those of each service by themselves, so that where the names are read in their order it is left
    as soon as there are enough."""
    return [_Entry(*row) for row in _together(ordered.values_list(*_ORDER), count, of_each, by=_ORDER)]


def _count(exact: QuerySet[Affiliation], of_each: Sequence[Q]) -> int:
    """Of files, up to COUNTED."""
    return _together(exact.values_list("probationer_id"), COUNTED, of_each).count()


def _together(
    rows: QuerySet[Affiliation, Any], count: int, of_each: Sequence[Q], by: Sequence[str] = ()
) -> QuerySet[Affiliation, Any]:
    """The first of all; what two services have, once."""
    first, *others = [rows.filter(of)[:count] for of in of_each]
    return first.union(*others).order_by(*by)[:count] if others else first


def _files(found: Sequence[Any]) -> list[Probationer]:
    """In their order, each with its referents."""
    keys = [one.probationer_id for one in found]
    files = queries.with_referents(Probationer.objects.filter(among("id", keys)))
    by_key = {file.pk: file for file in files} if keys else {}
    return [by_key[key] for key in keys if key in by_key]


def _mine(entries: QuerySet[Affiliation], agent: Agent) -> QuerySet[Affiliation]:
    hers = Assignment.objects.filter(probationer=OuterRef("probationer_id"), until__isnull=True, agent=agent)
    return entries.filter(Exists(hers))


def _beginning(words: Iterable[str]) -> Q:
    """Every word begins a word of the name, in any order."""
    return reduce(and_, [Q(Contains(WHOLE_WORDS, f" {word}")) for word in words], Q())


def _near(entries: QuerySet[Affiliation], wanted: Wanted, of_each: Sequence[Q]) -> list[_Entry]:
    """Names of which every word is like one that was typed; the likest first.

    The longest leads down the index, the others by themselves: of two PostgreSQL expects so few rows that it leaves the
    services aside, and reads a country of names that are like both.
    """
    words = sorted(wanted.words, key=len, reverse=True)
    likeness = {f"like_{number}": TrigramWordSimilarity(word, WHOLE_WORDS) for number, word in enumerate(words)}
    like = Q(TrigramWordSimilar(WHOLE_WORDS, words[0])) & Q(**{f"{name}__gte": NEAR_WORDS for name in [*likeness][1:]})
    likest = ("-like", *_ORDER)
    with transaction.atomic():
        _threshold("word_similarity", NEAR_ALONE if len(words) == 1 else NEAR_WORDS)
        rows = entries.filter(_numbers(wanted)).annotate(**likeness).filter(like)
        rows = rows.annotate(like=reduce(add, map(F, likeness))).order_by(*likest)
        found = list(_together(rows.values(*_ORDER, *likeness, "like"), LIKE, of_each, by=likest))
    near = [
        _Entry(one["search_key"], one["probationer_id"])
        for one in found
        if rules_search.is_near(words, one["search_key"], [one[name] for name in likeness], least=NEAR_WORD)
    ]
    return near[: paging.SIZE]


def _numbers(wanted: Wanted) -> Q:
    """What was typed beside the words."""
    born = Q(birth_date=wanted.born) if wanted.born else Q()
    return born & reduce(or_, [_number(number) for number in wanted.numbers], Q())


def _number(number: Number) -> Q:
    if number.phone:
        return Q(phone__startswith=number.phone) & ~Q(phone="")
    if number.appi:
        return Q(appi_number__startswith=number.appi) & ~Q(appi_number="")
    if number.born:
        return Q(birth_date=number.born)
    if number.birthday:
        day, month = number.birthday
        return Q(birth_date__day=day, birth_date__month=month)
    year = number.year or 0
    return Q(birth_year=year) | Q(birth_date__range=(date(year, 1, 1), date(year, 12, 31)))


@dataclass(frozen=True)
class Duplicate:
    file: Probationer
    kind: Likeness
    is_visible: bool
    organisations: tuple[str, ...]
    has_same_number: bool


def duplicates(agent: Agent, identity: Identity) -> list[Duplicate]:
    """Files that may be of the same person, certain ones first; out of scope only what `rules` lets be told."""
    has_whole = rules_duplicates.may_find_elsewhere(identity)
    visible = queries.visible_to(agent).filter(pk=OuterRef("pk"))
    with transaction.atomic():
        _threshold("similarity", rules_duplicates.NEAR)
        rows: Iterable[Any] = _alike(identity).annotate(is_visible=Exists(visible))[
            :LOOKED_AT
        ]  # with what is annotated
        alike = [(file, kind) for file in rows if (kind := _told_of(file, identity, has_whole))][:NAMED]
    prefetch_related_objects([file for file, _ in alike], queries.PRESENT_REFERENTS, _PRESENT)
    found = [
        Duplicate(
            file,
            kind,
            file.is_visible,
            tuple(one.organisation.name for one in file.present),
            has_same_number=bool(identity.phone) and identity.phone == file.phone,
        )
        for file, kind in alike
    ]
    return sorted(found, key=lambda one: (one.kind != "certain", not one.is_visible, one.file.search_key))


def _told_of(file: Any, identity: Identity, has_whole: bool) -> Likeness | None:
    kind = rules_duplicates.likeness(identity, _identity(file), similarity=file.similarity)
    tells = kind and rules_duplicates.tells(kind, is_visible=file.is_visible, has_whole_identity=has_whole)
    return kind if tells else None


_PRESENT = Prefetch(
    "affiliations",
    queryset=Affiliation.objects.filter(until__isnull=True).select_related("organisation").order_by("since"),
    to_attr="present",
)


def _alike(identity: Identity) -> QuerySet[Probationer]:
    """Down indexes alone, each of which finds a few in the whole country: the year of birth leads to the names."""
    any_of = _near_names(identity) if identity.search_key else Q(pk__in=())
    if identity.birth_date:
        any_of |= Q(birth_date=identity.birth_date)
    if identity.phone:
        any_of |= Q(phone=identity.phone)
    if identity.appi_number:
        any_of |= Q(appi_number=identity.appi_number)
    likeness = TrigramSimilarity("search_key", identity.search_key)
    files = Probationer.objects.annotate(similarity=likeness, words=_WORDS)
    return files.filter(any_of).order_by("-similarity", "pk")


def _near_names(identity: Identity) -> Q:
    """A name alike in that year; in that one and its neighbours, one whose words are all among the other's."""
    year = identity.birth_date.year if identity.birth_date else identity.birth_year or 0
    words = identity.search_key.split()
    alike = Q(Exact(BORN_IN, year)) & Q(TrigramSimilar(WHOLE_WORDS, identity.search_key))
    first, last = year - rules_duplicates.YEARS_OFF, year + rules_duplicates.YEARS_OFF
    years = Q(GreaterThanOrEqual(BORN_IN, first), LessThanOrEqual(BORN_IN, last))
    has_all = reduce(and_, [Q(Contains(WHOLE_WORDS, f" {word} ")) for word in words])
    no_more = Q(words__contained_by=Value(words, output_field=ArrayField(TextField())))
    within = [years & Q(StartsWith(WHOLE_WORDS, f" {word} ")) & no_more for word in dict.fromkeys(words)]
    return reduce(or_, within, alike | years & has_all)


_WORDS = Func(F("search_key"), Value(" "), function="string_to_array", output_field=ArrayField(TextField()))


def _identity(file: Probationer) -> Identity:
    first = text.plain(file.first_name)
    return Identity(file.search_key, file.birth_date, file.birth_year, file.phone, file.appi_number, first)


def _threshold(name: str, value: float) -> None:
    """Of pg_trgm's operators, which use the index; for this transaction alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [f"pg_trgm.{name}_threshold", str(value)])
