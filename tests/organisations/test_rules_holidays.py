"""A service's public holidays, by every code that its region has."""

from datetime import date
from importlib import import_module

import holidays
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from backend.agenda import days_off
from backend.organisations import rules_holidays
from backend.organisations.models import Organisation
from tests.organisations import make

# Each code, and a day of 2026 on which nobody works there though the mainland does. By hand; 26 December is a Saturday.
OWN: list[tuple[str, date]] = [
    *((code, date(2026, 12, 26)) for code in ("57", "67", "68", "6AE", "FR-57", "FR-67", "fr-6ae", " 68 ")),
    *((code, date(2026, 4, 3)) for code in ("67", "68", "57")),
    *((code, date(2026, 5, 27)) for code in ("971", "GP", "FR-971", "FR-GP")),
    *((code, date(2026, 5, 22)) for code in ("972", "MQ", "mq")),
    *((code, date(2026, 6, 10)) for code in ("973", "GF")),
    *((code, date(2026, 12, 20)) for code in ("974", "RE")),
    *((code, date(2026, 4, 27)) for code in ("976", "YT", "yt", "FR-YT")),
    *((code, date(2026, 10, 9)) for code in ("977", "BL")),
    *((code, date(2026, 5, 28)) for code in ("978", "MF")),
    *((code, date(2026, 4, 28)) for code in ("986", "WF")),
    *((code, date(2026, 3, 5)) for code in ("987", "PF")),
    *((code, date(2026, 9, 24)) for code in ("988", "NC", "FR-NC")),
]
MAINLAND = (
    "",
    "01",
    "2A",
    "2B",
    "20R",
    "28",
    "75",
    "75C",
    "69M",
    "92",
    "95",
    "FR",
    "FX",
    "FR-92",
    "975",
    "PM",
    "984",
    "TF",
)
UNKNOWN = ("99", "96", "00", "979", "989", "ZZ", "GES", "Zone A", "nobody", "6", "FR-ZZ", "67A", "Alsace")


@pytest.mark.parametrize(("code", "day"), OWN)
def test_each_code_of_a_region_has_its_own_holidays(code: str, day: date) -> None:
    assert days_off.is_holiday(day, code) and not days_off.is_holiday(day, "")


@pytest.mark.parametrize("code", MAINLAND)
def test_the_others_have_those_of_the_mainland(code: str) -> None:
    off = set(holidays.country_holidays("FR", years=2026))
    days = [date.fromordinal(number) for number in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())]
    assert {day for day in days if days_off.is_holiday(day, code)} == off


def test_every_region_that_the_library_tells_apart_has_a_code() -> None:
    told_apart = {name for name in holidays.list_supported_countries()["FR"] if not name.startswith("Zone ")}
    assert told_apart == set(rules_holidays.REGIONS.values()) - {rules_holidays.MAINLAND}


@pytest.mark.parametrize("code", UNKNOWN)
def test_a_code_that_nobody_knows_is_no_region(code: str) -> None:
    assert rules_holidays.region_of(code) is None


@pytest.mark.django_db
@pytest.mark.parametrize("code", [code for code in UNKNOWN if len(code) <= 6])
def test_it_is_refused_where_it_is_entered_by_whoever_enters_it(code: str) -> None:
    service = make.organisation()
    service.holiday_region = code
    with pytest.raises(ValidationError, match="names no part of France"):
        service.clean_fields(exclude=["features"])
    with pytest.raises(IntegrityError, match="holiday_region_is_known"), transaction.atomic():
        service.save()


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["67", "68", "57", "YT", "976", "978", "988", "NC", "2A", ""])
def test_a_code_of_insee_or_iso_is_taken_as_it_is(code: str) -> None:
    service = make.organisation(holiday_region=code)
    service.clean_fields(exclude=["features"])
    assert Organisation.objects.get(pk=service.pk).holiday_region == code


@pytest.mark.django_db
def test_what_stood_there_before_is_named_as_it_counted() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE organisations_organisation DROP CONSTRAINT holiday_region_is_known")
    before = {"67": "6AE", "fr-yt": "976", "nobody": "", "": "", "974": "974"}
    rows = {make.organisation(holiday_region=code): name for code, name in before.items()}
    with connection.schema_editor() as editor:
        import_module("backend.organisations.migrations.0003_unknown_holiday_regions").name_regions(apps, editor)
    assert {row: Organisation.objects.get(pk=row.pk).holiday_region for row in rows} == rows
