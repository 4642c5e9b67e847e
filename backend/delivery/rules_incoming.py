"""What a short answer by SMS means, in the languages of the app. Pure; in doubt it is none, and an agent reads it."""

import re
import unicodedata
from itertools import groupby, pairwise, takewhile
from typing import Literal

from backend.common.digits import western
from backend.delivery import rules_incoming_words as w

Meaning = Literal["stop", "start", "yes", "no", "thanks", "other"]

_ALIKE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ئ": "ي", "ـ": ""})
_WORD = re.compile(r"\d+|[^\W\d_]+")
_SIGNATURE = re.compile(r"\n\s*(?:envoye|sent) (?:de|depuis|from) .*", re.DOTALL)
_THRICE = re.compile(r"([^\W\d_])\1{2,}")
_PHRASES = re.compile(r"\b(" + "|".join(sorted(w.PHRASES, key=len, reverse=True)) + r")\b")
_SHORT_NUMBER = re.compile(r"\d{5,6}")  # "STOP 36105", as advertising teaches
_NEAR = 2  # words between a verb and what denies it
MOST_WORDS = 40


def understood(text: str) -> Meaning:
    """stop, start, yes, no, thanks or other. 1 is "I'll be there", 2 is "I can't", in any digits."""
    bare = _bare(text)
    words = _words(bare)
    if not words or len(words) > MOST_WORDS:
        return "other"
    if _unsubscribes(words) or _says_stop_apart(bare):
        return "stop"
    first, *rest = _without_greeting(words)
    if first in w.START and _only(rest, w.START | w.BESIDE - {"rdv"}):
        return "start"
    if "?" in bare or "؟" in bare or _is_amount(bare):
        return "other"
    if _says_yes(first, rest):
        return "yes"
    if _says_no(first, rest):
        return "no"
    return "thanks" if any(word in w.THANKS for word in words) and _only(words, w.THANKS | w.BESIDE) else "other"


def _bare(text: str) -> str:
    """Small letters without accents, digits of every script as 0 to 9, one spelling of each Arabic letter.

    What nobody sees goes (zero width, marks of direction, soft hyphens), and what a telephone adds below.
    """
    opened = unicodedata.normalize("NFKD", text.translate(_ALIKE)).casefold().translate(_ALIKE)
    seen = "".join(sign for sign in opened if unicodedata.category(sign)[0] != "M" and not _is_hidden(sign))
    return _THRICE.sub(r"\1", _SIGNATURE.sub("", western(seen)))


def _is_hidden(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf" or sign == "\0"


def _words(bare: str) -> list[str]:
    """Each as `rules_incoming_words` spells it; letters that were spaced out are one word."""
    found = _WORD.findall(bare)
    if len(found) > 2 and all(len(word) == 1 and word.isalpha() for word in found):
        found = ["".join(found)]
    plain = " ".join(w.SHORT.get(word, word) for word in found)
    return _PHRASES.sub(lambda match: w.PHRASES[match[1]], plain).split()


def _without_greeting(words: list[str]) -> list[str]:
    """What is said after "Bonjour, je réponds"; the whole where nothing is."""
    said = words[_leading(words, w.GREETINGS | {"madame", "monsieur"}) :]
    answering = said[1:] if said[:1] == ["je"] and said[1:2] == ["reponds"] else said
    return answering[_leading(answering, w.ANSWERING) :] or words


def _leading(words: list[str], those: frozenset[str]) -> int:
    """How many of the first words are among those."""
    return sum(1 for _ in takewhile(those.__contains__, words))


def _only(words: list[str], allowed: frozenset[str]) -> bool:
    return all(word in allowed for word in words)


def _is_amount(bare: str) -> bool:
    return any(unicodedata.category(sign) == "Sc" or sign == "%" for sign in bare)


def _unsubscribes(words: list[str]) -> bool:
    """One sentence that asks for silence and nothing else."""
    said = _without_short_number(_without_greeting(words))
    around = w.STOP | w.AROUND_STOP | w.BESIDE
    if not _only(said, around):
        return False
    where = next((place for place, word in enumerate(said) if word in w.STOP), None)
    names_messages = any(word in w.MESSAGES for word in said)
    if where is None:
        asks_none = "plus" in said and bool({"recevoir", "envoyez", "de"} & set(said))
        return asks_none and names_messages
    if _only(said[:where], w.POLITE):
        return True
    before = w.POLITE | w.BEFORE_STOP | w.ANSWERING
    is_plain = said[where] in w.UNSUBSCRIBE or names_messages
    return (is_plain and _only(said[:where], before)) or said[-1] in w.UNSUBSCRIBE


def _without_short_number(words: list[str]) -> list[str]:
    """Also where it is written "36 111": its parts stand one after the other."""
    found: list[str] = []
    for is_digits, group in groupby(words, str.isdigit):
        run = list(group)
        found += [] if is_digits and _SHORT_NUMBER.fullmatch("".join(run)) else run
    return found


def _says_stop_apart(bare: str) -> bool:
    """STOP as a sentence of its own, and the others say nothing of the appointment."""
    sentences = [words for part in re.split(r"[.!;\n]+", bare) if (words := _words(part))]
    others = [words for words in sentences if not _unsubscribes(words)]
    return len(others) < len(sentences) and not any(_speaks_of_appointment(words) for words in others)


def _speaks_of_appointment(words: list[str]) -> bool:
    return any(word in w.APPOINTMENT | w.YES | w.TOMORROW for word in words)


def _says_yes(first: str, rest: list[str]) -> bool:
    if first in w.ONE:
        plain = w.POLITE | w.YES | {"daccord", "inchallah", "easy", "biensur"}
        is_told = any(word in w.CONFIRMS for word in rest)
        return _only(rest, plain) or (is_told and _only(rest, plain | w.COMING | w.TOMORROW))
    if first in w.YES:
        return _only(rest, w.COMING | w.YES | w.ONE | w.BESIDE | w.TOMORROW)
    said = [first, *rest]
    return _promises(said) and _only(said, w.COMING | w.POLITE)


def _promises(words: list[str]) -> bool:
    """A whole sentence: "viens" calls somebody, "je serai" waits for a word."""
    if "serai" in words and not any(word in ("la", "present", "presente", "y") for word in words):
        return False
    has_subject = any(word in w.SUBJECTS for word in words)
    return any(word in w.PROMISES and (has_subject or word in ("ساحضر", "ساتي")) for word in words)


def _says_no(first: str, rest: list[str]) -> bool:
    """With or without the reason; not where it counts something, chooses twice, or says that the person comes."""
    said = [first, *rest]
    if any(word.isdigit() or word in w.YES | w.STOP | w.UNSURE for word in rest) or _comes(said):
        return False
    if first in w.TWO:
        return _only(rest, w.POLITE) or _chooses([word for word in rest if word not in w.POLITE])
    denied = any(word in w.COMES | w.ABLE for word in said)
    if first in w.NO:
        return _only(rest, w.NO | w.POLITE) or denied or _is_held_up(rest)
    return denied and _only(said, w.NOT_COMING) and not _denies_a_reason(said)


def _chooses(rest: list[str]) -> bool:
    """As in "2 je suis malade"; "2 rue des Lilas" and "2 bus supprimés" number or count what follows."""
    if rest[0] in w.LEADS_TO:
        return any(word in w.DENIED | w.REASONS for word in rest[1:])
    return rest[0] in w.EXCUSES | w.DENIED or (rest[0] in w.BEGINS and len(rest) > 1)


def _is_held_up(words: list[str]) -> bool:
    return any(word in w.REASONS for word in words) and not _denies_a_reason(words)


def _denies_a_reason(words: list[str]) -> bool:
    """As in "pas malade", which holds up nobody."""
    return any(word == "pas" and after in w.HINDRANCE for word, after in pairwise(words))


def _comes(words: list[str]) -> bool:
    """Somebody comes, or can: said of a verb that nothing near denies; "I shall be absent" is no coming."""
    is_away = any(word in w.HINDRANCE for word in words)
    return any(
        word in w.COMES | w.ABLE and not _is_denied(words, place) and not (word == "serai" and is_away)
        for place, word in enumerate(words)
    )


def _is_denied(words: list[str], place: int) -> bool:
    """By a word just before, in the same sentence ("pas malade, je viens" is two), or just after."""
    before, after = words[max(0, place - _NEAR) : place], words[place + 1 : place + 1 + _NEAR]
    own = [*takewhile(lambda word: word not in w.SUBJECTS, reversed(before))]
    return any(word in w.DENIES for word in own) or any(word in w.DENIES_AFTER for word in after)
