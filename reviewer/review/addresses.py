"""E-mail addresses in what a reviewer writes: the candidate reads none, and the candidate's own is in no package.

Source: contract `decisions/1`, "Left out of JSON, CSV and journal always"; issue 2, "Letter".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Full-width and small signs are read as the ordinary ones by whoever copies them.
_AT = "@\uff20\ufe6b"
_DOT = ".\uff0e\u3002"
_NOT_IN_ADDRESS = r"\s<>()\[\]{},;:\"\u201c\u201d\u201e\u00ab\u00bb" + _AT
# Looked for from the beginning of a run only, so that a long text without blanks takes no longer than another.
_ADDRESS = re.compile(
    rf"(?<![^{_NOT_IN_ADDRESS}])(?:mailto:)?[^{_NOT_IN_ADDRESS}]*\s?[{_AT}]\s?[^{_NOT_IN_ADDRESS}{_DOT}]+(?:[{_DOT}][\w-]+)*[{_DOT}][^\W\d_][\w-]*"
)
_OPEN, _CLOSED = r"\s*[(\[{]\s*", r"\s*[)\]}]\s*"
# A line may break at these; and some write them out so that no machine finds the address.
_WRITTEN = {"@": rf"(?:\s*@\s*|{_OPEN}at{_CLOSED})", ".": rf"(?:\s*\.\s*|{_OPEN}dot{_CLOSED})", "-": r"\s*-\s*"}


def may_hold_address(written: str) -> bool:
    """Tell quickly that a text has no e-mail address in it, or that it has to be looked at."""
    return not set(_AT).isdisjoint(written)


def has_address(written: str) -> bool:
    """Tell whether an e-mail address stands in a text, anybody's."""
    return may_hold_address(written) and _ADDRESS.search(_visible(written)) is not None


def without_addresses(written: str, masked: str) -> str:
    """Return a text with `masked` in the place of every e-mail address; without one, the text as it is."""
    if not may_hold_address(written):
        return written
    visible = _visible(written)
    return _ADDRESS.sub(masked, visible) if _ADDRESS.search(visible) else written


def has_address_of(written: str, email: str) -> bool:
    """Tell whether one person's e-mail address stands in a text, broken over lines or written out as it may be.

    Args:
        written: what a reviewer typed or quoted.
        email: the address; what is none is found nowhere.
    """
    pattern = _pattern(email)
    return pattern is not None and pattern.search(_plain(written)) is not None


@lru_cache(maxsize=16)
def _pattern(email: str) -> re.Pattern[str] | None:
    address = _plain(email).strip()
    local, at, domain = address.rpartition("@")
    if not (local and at and domain):
        return None
    signs = "".join(_WRITTEN.get(sign) or re.escape(sign) for sign in address)
    # Joann's address is not Ann's, and one at example.com.au is none at example.com.
    return re.compile(rf"(?<![\w.+-]){signs}(?![\w-]|\.\w)")


def _plain(written: str) -> str:
    return unicodedata.normalize("NFKC", _visible(written)).replace("\u3002", ".").casefold()


def _visible(written: str) -> str:
    # What does not show on a page must not hide an address either.
    return "".join(character for character in written if unicodedata.category(character) != "Cf")
