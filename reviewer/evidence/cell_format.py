"""Values of spreadsheet cells as their number formats show them, for the formats that people use."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_TOKENS = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|AM/PM|A/P|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|E[+-]|[0#?,.]+|%|@|General|.',
    re.DOTALL,
)
_DATE_LETTERS = set("ymdhs")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_MOST_DIGITS = 12
_NEGATIVE, _ZERO = 1, 2
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def shown(value: object, number_format: str) -> str:
    """Return what a cell shows.

    Args:
        value: text, number, truth, date, time, span of time, or None.
        number_format: the cell's format code, such as `#,##0.00`.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return _moment(value, number_format)
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def _number(value: float, number_format: str) -> str:
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not exact.is_finite():
        return str(value)
    sections = number_format.split(";")
    section = sections[0]
    if exact < 0 and len(sections) > _NEGATIVE and sections[_NEGATIVE]:
        section, exact = sections[_NEGATIVE], -exact
    elif exact == 0 and len(sections) > _ZERO and sections[_ZERO]:
        section = sections[_ZERO]
    tokens = _TOKENS.findall(section)
    if not any(token[0] in "0#?" for token in tokens):
        return _literal(tokens, _general(exact))
    return _by_digits(exact, tokens)


def _general(exact: Decimal) -> str:
    rounded = +exact if len(exact.as_tuple().digits) <= _MOST_DIGITS else Decimal(f"{exact:.{_MOST_DIGITS}g}")
    written = f"{rounded.normalize():f}"
    return written if len(written) <= 2 * _MOST_DIGITS else f"{exact:.5E}"


def _literal(tokens: list[str], general: str) -> str:
    """Return a section without digits: its own words, with the number where it says General or nothing."""
    if not tokens or "General" in tokens or "@" in tokens:
        return "".join(general if token in ("General", "@") else _word(token) for token in tokens) or general
    return "".join(_word(token) for token in tokens) or general


def _by_digits(exact: Decimal, tokens: list[str]) -> str:
    """Write a number at the first run of digits, with the words around it."""
    pattern = next(token for token in tokens if token[0] in "0#?")
    exact = exact * 100 ** tokens.count("%")
    while pattern.endswith(","):
        exact, pattern = exact / 1000, pattern[:-1]
    if any(token in ("E+", "E-") for token in tokens):
        return f"{exact:.{len(pattern.partition('.')[2])}E}"
    written = _digits(exact, pattern)
    parts: list[str] = []
    is_written = False
    for token in tokens:
        if token[0] in "0#?,." and not is_written:
            parts.append(written)
            is_written = True
        elif token == "%" or token[0] not in "0#?":
            parts.append(_word(token))
    sign = "-" if exact < 0 and any(digit in written for digit in "123456789") else ""
    return (sign + "".join(parts)).strip()


def _digits(exact: Decimal, pattern: str) -> str:
    whole_pattern, _, places = pattern.partition(".")
    size = Decimal(1).scaleb(-len(places))
    rounded = abs(exact).quantize(size, rounding=ROUND_HALF_UP)
    whole, _, rest = f"{rounded:f}".partition(".")
    fewest = whole_pattern.replace(",", "").count("0")
    whole = whole.lstrip("0").zfill(fewest) if fewest else whole.lstrip("0")
    if "," in whole_pattern and whole:
        whole = f"{int(whole):,}".zfill(len(whole))
    needed = len(places.rstrip("#?"))
    while len(rest) > needed and rest.endswith("0"):
        rest = rest[:-1]
    return f"{whole}.{rest}" if rest else whole


def _word(token: str) -> str:
    """Return what a token shows that stands for no digit."""
    if token.startswith('"'):
        return token.strip('"')
    if token.startswith("\\"):
        return token[1:]
    if token.startswith("_"):
        return " "
    if token.startswith("*"):
        return ""
    if token.startswith("["):
        match = _CURRENCY.fullmatch(token)
        return match[1] if match else ""
    return token


def _moment(value: dt.datetime | dt.date | dt.time | dt.timedelta, number_format: str) -> str:
    section = number_format.split(";")[0]
    if isinstance(value, dt.timedelta):
        return _span(value)
    tokens = [token for token in _TOKENS.findall(section) if not token.startswith("[") or _ELAPSED.fullmatch(token)]
    if not any(token[0].lower() in _DATE_LETTERS for token in tokens):
        return value.isoformat(sep=" ") if isinstance(value, dt.datetime) else value.isoformat()
    has_half_days = any(token in ("AM/PM", "A/P") for token in tokens)
    parts: list[str] = []
    for place, token in enumerate(tokens):
        if token[0].lower() in _DATE_LETTERS or token in ("AM/PM", "A/P"):
            is_minute = token[0] in "mM" and _is_minute(tokens, place)
            parts.append(_part(value, token.lower(), is_minute=is_minute, has_half_days=has_half_days))
        else:
            parts.append(_word(token) if not _ELAPSED.fullmatch(token) else _part_of_hour(value))
    return "".join(parts).strip()


def _part_of_hour(value: dt.datetime | dt.date | dt.time) -> str:
    return f"{value.hour}" if isinstance(value, dt.datetime | dt.time) else "0"


def _is_minute(tokens: list[str], place: int) -> bool:
    """Tell minutes from months: they follow hours or come before seconds."""
    letters = [(at, token[0].lower()) for at, token in enumerate(tokens) if token[0].lower() in _DATE_LETTERS]
    order = [at for at, _ in letters].index(place)
    before = letters[order - 1][1] if order else ""
    after = letters[order + 1][1] if order + 1 < len(letters) else ""
    return before == "h" or after == "s" or (order == 0 and bool(_ELAPSED.match("".join(tokens))))


def _part(value: dt.datetime | dt.date | dt.time, token: str, *, is_minute: bool, has_half_days: bool) -> str:
    day = value if isinstance(value, dt.date) else dt.date(1899, 12, 31)
    clock = value if isinstance(value, dt.datetime | dt.time) else dt.time()
    hour = (clock.hour % 12 or 12) if has_half_days else clock.hour
    if token in ("am/pm", "a/p"):
        half = "AM" if clock.hour < 12 else "PM"  # noqa: PLR2004 - noon
        return half if token == "am/pm" else half[0]
    letter, width = ("n" if is_minute else token[0]), len(token)
    if letter == "y":
        return f"{day.year:04d}" if width > 2 else f"{day.year % 100:02d}"  # noqa: PLR2004 - yy and yyyy
    if letter in "md" and width > 2:  # noqa: PLR2004 - names begin at three letters
        name = _MONTHS[day.month - 1] if letter == "m" else _DAYS[day.weekday()]
        return name[:3] if width == 3 else name[:1] if width > 4 else name  # noqa: PLR2004 - mmm, mmmm, mmmmm
    number = {"m": day.month, "d": day.day, "h": hour, "n": clock.minute, "s": clock.second}[letter]
    return f"{number:02d}" if width > 1 else str(number)


def _span(value: dt.timedelta) -> str:
    total = round(abs(value).total_seconds())
    hours, rest = divmod(total, 3600)
    sign = "-" if value < dt.timedelta() else ""
    return f"{sign}{hours}:{rest // 60:02d}:{rest % 60:02d}"
