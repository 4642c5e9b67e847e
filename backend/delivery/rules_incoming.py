"""What a short answer by SMS means, in the languages of the app. Pure; in doubt it is none, and an agent reads it."""

import re
import unicodedata
from typing import Literal

Meaning = Literal["stop", "start", "yes", "no", "thanks", "other"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


STOP = _set(
    "stop stopper arret arreter arretez desabonner desabonnez desabonnement desinscrire desinscription "
    "unsubscribe stopall توقف توقفوا اوقف اوقفوا ايقاف وقف قف ستوب"
)
START = _set("start reprise reprendre reprenez resume unstop ابدا استانف استيناف")
YES = _set("oui ouais yes yeah yep نعم اجل")
NO = _set("non no nope nan لا كلا")
ONE = _set("1 un one واحد")
TWO = _set("2 deux two اثنان اثنين")
THANKS = _set("merci ok okay daccord accord dac recu compris note thanks thank thx شكرا حسنا تمام")
# What may stand beside one of these words without changing what it says.
_BESIDE = _set(
    "sms rdv msj svp stp s il vous te plait please pls merci bien les des de le la rappel rappels message messages "
    "texto textos texts text reminders madame monsieur bonjour hello hi the to my you d c est رجاء من فضلك "
    "الرسايل الرسالة شكرا مرحبا"
)
_COMING = _set(
    "je j i ll be there serai y suis viens viendrai coming will come present presente la ok bien sur confirme am a "
    "ساحضر ساكون هناك موجود انا حاضر قادم ساتي"
)
# "2 heures de retard", "1 question": a figure before one of these counts something, it does not choose.
_COUNTED = _set(
    "h heure heures min mn minute minutes jour jours semaine semaines mois fois personne personnes enfant enfants "
    "question questions euros am pm hour hours day days week weeks times kids late ou or et and er ere eme nd th"
    " ساعة ساعات دقيقة دقايق يوم ايام اسبوع او"
)
_COMES = _set("viens viendrai serai coming come ساحضر ساتي")
# After the word "no", what says that somebody is held up: "no problem", "no idea" and "لا أفهم" are no hindrance.
_HINDRANCE = _set(
    "peux pourrai pourrais pouvoir possible impossible dispo disponible empeche malade hopital travail travaille "
    "travaillerai viens viendrai venir la present can cannot cant able come coming available sick ill work working "
    "استطيع يمكنني اقدر ممكن احضر مريض عمل العمل اعمل المستشفي"
)
_AGAINST = _set("pas ne n peux pa not cannot cant can t dont don لن لا ما لست")
_ALIKE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ئ": "ي", "ـ": ""})
_SHORT_NUMBER = re.compile(r"\d{5,6}")  # "STOP 36105", as advertising teaches
MOST_WORDS = 40


def understood(text: str) -> Meaning:
    """stop, start, yes, no, thanks or other. 1 is "I'll be there", 2 is "I can't", in any digits."""
    words = _words(text)
    if not words or len(words) > MOST_WORDS:
        return "other"
    first, rest = words[0], words[1:]
    if _unsubscribes(words):
        return "stop"
    if first in START and _only(rest, START):
        return "start"
    if "?" in text or "؟" in text:
        return "other"
    if first in ONE | YES and _only(rest, _COMING | YES | (ONE if first in YES else frozenset())):
        return "yes"
    if first in TWO | NO and _says_no(first, rest):
        return "no"
    return "thanks" if any(word in THANKS for word in words) and _only(words, THANKS) else "other"


def _words(text: str) -> list[str]:
    """Small letters without accents, digits of every script as 0 to 9, one spelling of each Arabic letter."""
    opened = unicodedata.normalize("NFKD", text.translate(_ALIKE)).casefold().translate(_ALIKE)
    bare = "".join(sign for sign in opened if unicodedata.category(sign)[0] != "M")
    digits = "".join(str(unicodedata.decimal(sign)) if unicodedata.category(sign) == "Nd" else sign for sign in bare)
    return re.findall(r"\d+|[^\W\d_]+", digits)


def _only(words: list[str], allowed: frozenset[str]) -> bool:
    return all(word in allowed or word in _BESIDE for word in words)


def _unsubscribes(words: list[str]) -> bool:
    if words == ["الغاء", "الاشتراك"]:
        return True
    asked = words[1:] if words[0] in ("bonjour", "hello", "hi", "sms", "rdv", "مرحبا") else words
    named = [word for word in asked[1:] if not _SHORT_NUMBER.fullmatch(word)]
    return bool(asked) and asked[0] in STOP and _only(named, STOP)


def _says_no(first: str, rest: list[str]) -> bool:
    """With or without the reason; not where it counts something, chooses twice, or says that the person comes."""
    if not rest:
        return True
    if rest[0] in _COUNTED or any(word.isdigit() or word in YES | STOP for word in rest):
        return False
    if first in NO and not _only(rest, NO) and not any(word in _HINDRANCE for word in rest):
        return False
    return not any(word in _COMES for word in rest) or any(word in _AGAINST for word in rest)
