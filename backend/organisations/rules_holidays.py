"""Where a service has its public holidays: every code by which INSEE, ISO or the post name a part of France. Pure.

Sources: Code officiel géographique (départements and overseas), ISO 3166-1 and 3166-2:FR, both as of 2026. INSEE's
numbers of regions (11, 84 …) are not taken: they are départements' too.
"""

from django.core.exceptions import ValidationError

MAINLAND = ""
ALSACE, MOSELLE = "6AE", "57"
# As the library `holidays` calls those with holidays of their own.
_OWN = {
    ALSACE: ("6AE", "67", "68"),
    MOSELLE: ("57",),
    "971": ("971", "GP"),
    "972": ("972", "MQ"),
    "973": ("973", "GF"),
    "974": ("974", "RE"),
    "976": ("976", "YT"),
    "PM": ("975", "PM"),
    "BL": ("977", "BL"),
    "MF": ("978", "MF"),
    "TF": ("984", "TF"),
    "WF": ("986", "WF"),
    "PF": ("987", "PF"),
    "NC": ("988", "NC"),
}
_DEPARTEMENTS = (*tuple(f"{number:02d}" for number in range(1, 96)), "2A", "2B", "69D", "69M", "75C", "20R")
REGIONS = dict.fromkeys((MAINLAND, "FR", "FX", *_DEPARTEMENTS), MAINLAND) | {
    code: name for name, codes in _OWN.items() for code in codes
}


def region_of(code: str) -> str | None:
    """The library's name for the region that the code names, "" for the mainland; None for a code that nobody knows.

    Small letters, spaces around and ISO's "FR-" before it change nothing.
    """
    return REGIONS.get(code.strip().upper().removeprefix("FR-"))


def require_region(code: str) -> None:
    """ValidationError, in words for whoever enters it, where the code names no part of France."""
    if code not in REGIONS:
        raise ValidationError(
            "%(code)s names no part of France: a département (67, 2A, 974), an overseas code (978, YT, NC) or nothing.",
            code="holiday_region_unknown",
            params={"code": code},
        )
