"""An address is kept only if a mail server could take it."""

import pytest

from backend.common import emails
from backend.common.errors import Malformed

LABEL = "b" * 63


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("camille@exemple.fr", "camille@exemple.fr"),
        (" camille@exemple.fr\n", "camille@exemple.fr"),
        ("cam\u200bille@exem\u202eple.fr\ufeff", "camille@exemple.fr"),
        ("camille.o'exemple@exemple.fr", "camille.o'exemple@exemple.fr"),
        ("camille`s@exemple.fr", "camille`s@exemple.fr"),
        ("jean\u2011noël@exemple.fr", ""),
        ("jean\u2011noel@exemple.fr", "jean-noel@exemple.fr"),
        ("camille@exämple.fr", "camille@exämple.fr"),
        (f"camille@{LABEL}.fr", f"camille@{LABEL}.fr"),
        (f"camille@{LABEL}b.fr", ""),
        (f"camille@{'é' * 58}.fr", ""),  # 58 letters, 64 octets as they are sent
        (f"{'c' * 65}@exemple.fr", ""),
        (f"camille@{'.'.join([LABEL] * 4)}.fr", ""),
        ("camille@exemple\0.fr", ""),
        ("camille", ""),
        ("", ""),
        ("camille exemple@exemple.fr", ""),
    ],
)
def test_an_address_is_stripped_or_refused_for_its_field(said: str, kept: str) -> None:
    if kept:
        assert emails.read(said) == kept
    else:
        with pytest.raises(Malformed) as refused:
            emails.read(said, field="mail")
        assert refused.value.fields == {"mail": "email_unreadable"}


def test_what_is_kept_has_an_ascii_spelling_that_fits() -> None:
    longest = emails.read(f"{'c' * 64}@{'.'.join([LABEL, LABEL, 'b' * 58])}.fr")
    assert len(longest) == 254
