"""Finding a file as one types, and finding that it already exists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add, and_, or_
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import (
    Count,
    Exists,
    F,
    Func,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    TextField,
    Value,
    Window,
    prefetch_related_objects,
)

from backend.accounts.models import Agent
from backend.common import paging, text
from backend.common.among import among
from backend.probationers import queries, rules_duplicates, rules_search
from backend.probationers.models import Affiliation, Assignment, Probationer
from backend.probationers.rules_duplicates import Identity, Likeness
from backend.probationers.rules_search import Number, Wanted

FEW = 5  # so few exact answers leave room for near ones
LOOKED_AT, NAMED = 1_000, 50  # files that may be of the person; of whom 1 January is written there are many
COUNTED = 1_000  # nobody reads on; to count all of a great service's would take as long as to find them
INDEXED_LETTERS = 3  # a trigram
NEAR_LETTERS = 5  # shorter words are near to half the country, and cost a second among 100,000
NEAR_WORD = 0.4  # word similarity: one letter wrong, missing, doubled or swapped in a name of six


@dataclass(frozen=True)
class Page:
    """Some of those found, the cursor of the next ones, and how many there are in all: at most COUNTED."""

    files: list[Probationer]
    following: str | None
    count: int


def search(agent: Agent, said: str, *, mine: bool, cursor: str | None, today: date) -> Page:
    """One page of the agent's files by name; on the first, where little was found, near names after the exact ones."""
    wanted = rules_search.read(said, today=today)
    if wanted.is_unreadable:
        return Page([], None, 0)
    files = queries.with_referents(_in_scope(agent, mine, is_short=_is_short(wanted)))
    exact = files.filter(_exact(wanted))
    if cursor is not None:
        more, following = paging.page(exact, cursor=cursor, by=("search_key", "id"))
        return Page(more, following, exact[:COUNTED].count())
    found, following = paging.page(_counted(exact), by=("search_key", "id"))
    count = min(found[0].in_all, COUNTED) if found and following else 0
    if len(found) < FEW and any(len(word) >= NEAR_LETTERS for word in wanted.words):
        found += _near(files.exclude(pk__in=[file.pk for file in found]), wanted)
    return Page(found, following, count or len(found))


def _counted(exact: QuerySet[Probationer]) -> QuerySet[Any]:
    """Each with `in_all`, how many there are: where all are counted, nobody walks the country by name for the first."""
    return exact.annotate(in_all=Window(Count("pk")))


def _is_short(wanted: Wanted) -> bool:
    """Whether nothing that was typed leads down an index: a part of the country begins so."""
    return not (wanted.numbers or wanted.born or any(len(word) >= INDEXED_LETTERS for word in wanted.words))


def _in_scope(agent: Agent, mine: bool, *, is_short: bool) -> QuerySet[Probationer]:
    files = queries.visible_to(agent)
    if is_short:
        files = Probationer.objects.filter(among("id", queries.keys_visible_to(agent)))
    if not mine:
        return files
    return files.filter(Exists(Assignment.objects.filter(probationer=OuterRef("pk"), until__isnull=True, agent=agent)))


def _exact(wanted: Wanted) -> Q:
    """Every word begins a word of the name, in any order; the rest as typed."""
    return _beginning(wanted.words) & _numbers(wanted)


def _beginning(words: Iterable[str]) -> Q:
    begins = [Q(search_key__startswith=word) | Q(search_key__contains=f" {word}") for word in words]
    return reduce(and_, begins, Q())


def _near(files: QuerySet[Probationer], wanted: Wanted) -> list[Probationer]:
    words = [word for word in wanted.words if len(word) >= NEAR_LETTERS]
    alike = reduce(and_, [Q(search_key__trigram_word_similar=word) for word in words])
    alike &= _beginning(word for word in wanted.words if word not in words)
    likeness = reduce(add, [TrigramWordSimilarity(word, "search_key") for word in words])
    with transaction.atomic():
        _threshold("word_similarity", NEAR_WORD)
        return list(files.filter(alike, _numbers(wanted)).order_by(likeness.desc(), "search_key")[: paging.SIZE])


def _numbers(wanted: Wanted) -> Q:
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
    year = identity.birth_date.year if identity.birth_date else identity.birth_year or 0
    words = Value(identity.search_key.split(), output_field=ArrayField(TextField()))
    same_year = Q(birth_year=year) | Q(birth_date__range=(date(year or 1, 1, 1), date(year or 1, 12, 31)))
    any_of = Q(search_key__trigram_similar=identity.search_key) & same_year
    if year:
        any_of |= _near_years(year) & (Q(words__contained_by=words) | Q(words__contains=words))
    if identity.birth_date:
        any_of |= Q(birth_date=identity.birth_date)
    if identity.phone:
        any_of |= Q(phone=identity.phone)
    if identity.appi_number:
        any_of |= Q(appi_number=identity.appi_number)
    likeness = TrigramSimilarity("search_key", identity.search_key)
    files = Probationer.objects.annotate(similarity=likeness, words=_WORDS)
    return files.filter(any_of).order_by("-similarity", "pk")


_WORDS = Func(F("search_key"), Value(" "), function="string_to_array", output_field=ArrayField(TextField()))


def _near_years(year: int) -> Q:
    first, last = year - rules_duplicates.YEARS_OFF, year + rules_duplicates.YEARS_OFF
    return Q(birth_year__range=(first, last)) | Q(birth_date__range=(date(first, 1, 1), date(last, 12, 31)))


def _identity(file: Probationer) -> Identity:
    first = text.plain(file.first_name)
    return Identity(file.search_key, file.birth_date, file.birth_year, file.phone, file.appi_number, first)


def _threshold(name: str, value: float) -> None:
    """Of pg_trgm's operators, which use the index; for this transaction alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [f"pg_trgm.{name}_threshold", str(value)])
