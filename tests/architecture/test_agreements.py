"""What both sides agree on: words, contract, locks, migrations. Each is current, whole, and names no host."""

import json
import re
import string
import subprocess

import pytest
from django.core.management import call_command

from backend.config.api import api
from tests.architecture.source import HOUSE, tracked

MESSAGES = HOUSE / "shared" / "messages"
LANGUAGES = ["fr", "en", "ar"]


def catalogue(language: str) -> dict[str, str]:
    words: dict[str, str] = json.loads((MESSAGES / f"{language}.json").read_text("utf-8"))
    return words


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_says_everything(language: str) -> None:
    french, other = catalogue("fr"), catalogue(language)
    assert french
    assert sorted(french.keys() - other.keys()) == []
    assert sorted(other.keys() - french.keys()) == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_fills_in_the_same_places(language: str) -> None:
    french, other = catalogue("fr"), catalogue(language)
    unlike = [key for key in french.keys() & other.keys() if placeholders(french[key]) != placeholders(other[key])]
    assert not unlike


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_sorted_and_never_empty(language: str) -> None:
    words = catalogue(language)
    assert [key for key, text in words.items() if not text.strip()] == []
    assert list(words) == sorted(words), "run `python shared/sort_messages.py`"


def test_there_is_one_kind_of_apostrophe() -> None:
    """The printer's one, in everything that a person may read: catalogues, the national types, the paper."""
    read = [*MESSAGES.glob("*.json"), *(HOUSE / "backend" / "agenda" / "national").glob("[it]*.json")]
    read.append(HOUSE / "backend" / "reminders" / "print" / "words.json")
    assert [path.name for path in read if "'" in path.read_text("utf-8")] == []


def test_french_marks_stand_with_their_word() -> None:
    """A line never begins with « : ; ? ! » nor ends with «. An SMS has no such space: its words come without one."""
    words = catalogue("fr")
    apart = {key for key, text in words.items() if re.search(r" [:;?!»]|« ", text)}
    assert {key for key in apart if not key.startswith("sms.")} == set()
    unbroken = {key for key, text in words.items() if key.startswith("sms.") and re.search("[\u00a0\u202f]", text)}
    assert unbroken == set()


# Of a word that means calling off: with what it may stand. Closing a form and undoing have words of their own.
CALLS_OFF = {
    "fr": (r"\b[Aa]nnuler\b", r"[Aa]nnuler (?:le|ce|ces|son|un) rendez-vous"),
    "en": (r"\b[Cc]ancel\b", r"[Cc]ancel (?:the|this|these|their|an) appointments?|[Mm]ove or cancel them"),
    "ar": (r"^إلغاء\b", r"^إلغاء (?:ال|هذا ال|هذه ال)?(?:موعد|مواعيد)ه?"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_calling_off_is_said_of_an_appointment_alone(language: str) -> None:
    word, meant = CALLS_OFF[language]
    others = {key: text for key, text in catalogue(language).items() if re.search(word, re.sub(meant, "", text))}
    assert others == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_closing_keeping_and_undoing_are_different_words(language: str) -> None:
    words = catalogue(language)
    keys = ("kit.keep", "kit.discard", "kit.close", "kit.undo", "agent.cancel.go")
    assert len({words[key] for key in keys}) == len(keys)


def test_a_number_between_arabic_words_keeps_its_order() -> None:
    """Groups of digits with plain spaces between them are read from the last to the first there."""
    assert [key for key, text in catalogue("ar").items() if re.search(r"\d\d \d\d", text)] == []


def test_there_are_no_other_languages_half_made() -> None:
    assert sorted(path.stem for path in MESSAGES.glob("*.json")) == sorted(LANGUAGES)


def test_errors_raised_have_words() -> None:
    raised = {
        code
        for path in (HOUSE / "backend").rglob("*.py")
        if "demonstration" not in path.parts
        for code in re.findall(r'(?:Refused|Malformed|Unseen|Unproved|Slower)\(\s*"([a-z_]+)"', path.read_text("utf-8"))
    }
    assert raised
    assert sorted(code for code in raised if f"errors.{code}" not in catalogue("fr")) == []


def test_the_contract_is_current() -> None:
    call_command("export_contract", check=True)


def test_the_types_of_both_front_ends_are_current() -> None:
    done = subprocess.run(
        ["node", "building/contract.mjs", "--check"], cwd=HOUSE / "pwa", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_operations_are_named_readably_and_once() -> None:
    paths = api.get_openapi_schema()["paths"]
    names = [operation["operationId"] for path in paths.values() for operation in path.values()]
    assert names
    assert sorted({name for name in names if names.count(name) > 1}) == []
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name)] == []


def test_operations_of_the_person_say_my() -> None:
    """Verb and noun; `my` marks the person's side, so that nobody takes one side's operation for the other's."""
    schema = api.get_openapi_schema()["paths"]
    agents = [
        operation["operationId"]
        for path, operations in schema.items()
        if path.startswith("/api/agent/")
        for operation in operations.values()
    ]
    assert [name for name in agents if "_my_" in name and name != "update_my_agent"] == []


@pytest.mark.django_db
def test_the_models_are_migrated() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_named() -> None:
    automatic = [
        str(path.relative_to(HOUSE)) for path in tracked() if "migrations" in path.parts and "_auto_" in path.name
    ]
    assert not automatic


def test_lock_files_name_no_host() -> None:
    names = {path.name for path in tracked()}
    assert not names & {"uv.lock", "pylock.toml", "poetry.lock", "yarn.lock"}
    locks = [path for path in tracked() if path.name.startswith("requirements") and path.suffix == ".lock"]
    assert len(locks) == 4
    assert [path.name for path in locks if "://" in path.read_text()] == []
    assert '"resolved": "http' not in (HOUSE / "pwa" / "package-lock.json").read_text()


def test_every_locked_package_has_a_hash() -> None:
    for path in HOUSE.glob("requirements*.lock"):
        packages = re.split(r"\n(?=[a-z0-9])", path.read_text().strip(), flags=re.IGNORECASE)
        assert [block.split()[0] for block in packages if "--hash=sha256:" not in block] == []


def test_the_production_lock_is_part_of_the_whole_one() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^([a-z0-9][\w.-]*==[\w.]+)", (HOUSE / name).read_text(), re.MULTILINE | re.IGNORECASE))

    production = pins("requirements-production.lock")
    assert len(production) > 20
    assert production <= pins("requirements.lock")


def test_node_packages_are_pinned_exactly() -> None:
    package = json.loads((HOUSE / "pwa" / "package.json").read_text())
    loose = [
        name
        for group in ("dependencies", "devDependencies")
        for name, version in package[group].items()
        if not re.fullmatch(r"\d+\.\d+\.\d+", version)
    ]
    assert not loose


def test_the_office_speaks_as_its_officers_do() -> None:
    """« Résultat » of an appointment, a list for a « tableur », « 1re »: no word of the software."""
    types = (HOUSE / "backend/agenda/national/types.json").read_text("utf-8")
    foreign = re.compile(r"\bissues?\b|\bCSV\b|\d[èe]re\b", re.IGNORECASE)
    said = {**catalogue("fr"), **{f"types {n}": line for n, line in enumerate(types.splitlines()) if '"fr"' in line}}
    assert {key: text for key, text in said.items() if foreign.search(text)} == {}
    assert [language for language in LANGUAGES if "CSV" in catalogue(language)["agent.list.export"]] == []
