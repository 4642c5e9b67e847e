"""What a name is, wherever one is typed: it goes before an SMS and into an e-mail, in the state's name."""

import itertools
import re
import unicodedata

from backend.common import scripts, text

# With a dot: an initial, or one of these.
_TITLES = frozenset(
    (
        "st", "ste", "sts", "dr", "drs", "me", "mes", "pr", "prs", "mr", "mrs", "ms", "mme",
        "mmes", "mlle", "mlles", "mgr", "jr", "sr", "cpt", "ch", "chr", "th", "ph", "prof",
    )
)  # fmt: skip
_BETWEEN = frozenset(" -'.")
_PREFIX = 20


def read(said: str) -> str:
    """Letters of any script, spaces, hyphens, apostrophes; a dot after an initial or a title. ValueError otherwise.

    A dot directly before a letter makes an address that a phone opens; two scripts in one word are a disguise.
    """
    name = text.name(said)
    signs = all(sign in _BETWEEN or _is_letter(sign) for sign in name)
    if not signs or not any(sign.isalpha() for sign in name) or scripts.is_mixed(name):
        raise ValueError("no name")
    if any(not _ends_short(before) for before in name.split(".")[:-1]) or re.search(r"\.[^ \-]", name):
        raise ValueError("no name")
    return name


def _ends_short(before: str) -> bool:
    last = re.split(r"[ \-']", before)[-1]
    letters = [sign for sign in last if sign.isalpha()]
    return len(letters) == 1 or text.plain(last) in _TITLES


def one_word(name: str) -> str:
    """The first word, of at most twenty letters, and nothing that could be opened or called; also of what was stored
    before names were read as they are now."""
    first = text.name(text.storable(name)).partition(" ")[0]
    kept = "".join(itertools.takewhile(lambda sign: sign in "-'" or _is_letter(sign), first))
    if len(kept) == 1 and first == f"{kept}.":
        return first
    return kept[:_PREFIX].rstrip("-'")


def _is_letter(sign: str) -> bool:
    """Or what stands on or under one."""
    return unicodedata.category(sign)[0] in "LM"
