"""Values of spreadsheet cells as their number formats show them, for the formats that people use."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, localcontext

_MARKS = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|AM/PM|A/P|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|E[+-]|[0#?,.]+|%|@|General|.',
    re.DOTALL,
)
_DATE_LETTERS = set("ymdhs")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_MOST_DIGITS = 12
_MOST_DIGITS_OF_A_NUMBER = 1_000
_NEGATIVE, _ZERO = 1, 2
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


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
    exact = Decimal(str(value))
    if not exact.is_finite():
        return str(value)
    with localcontext(prec=_MOST_DIGITS_OF_A_NUMBER):
        return _in_sections(exact, number_format)


def _in_sections(exact: Decimal, number_format: str) -> str:
    """Write a number by the section of the format that is for its sign."""
    sections = number_format.split(";")
    section = sections[0]
    if exact < 0 and len(sections) > _NEGATIVE and sections[_NEGATIVE]:
        section, exact = sections[_NEGATIVE], -exact
    elif exact == 0 and len(sections) > _ZERO and sections[_ZERO]:
        section = sections[_ZERO]
    marks = _MARKS.findall(section)
    if "/" in marks:
        # Fractions are shown as what they are worth.
        return _general(exact)
    if not any(mark[0] in "0#?" for mark in marks):
        return _literal(marks, _general(exact))
    return _by_digits(exact, marks)


def _general(exact: Decimal) -> str:
    rounded = +exact if len(exact.as_tuple().digits) <= _MOST_DIGITS else Decimal(f"{exact:.{_MOST_DIGITS}g}")
    written = f"{rounded.normalize():f}"
    return written if len(written) <= 2 * _MOST_DIGITS else f"{exact:.5E}"


def _literal(marks: list[str], general: str) -> str:
    """Return a section without digits: its own words, with the number where it says General or nothing."""
    if not marks or "General" in marks or "@" in marks:
        return "".join(general if mark in ("General", "@") else _word(mark) for mark in marks) or general
    return "".join(_word(mark) for mark in marks) or general


def _by_digits(exact: Decimal, marks: list[str]) -> str:
    """Write a number at the first run of digits, with the words around it."""
    pattern = next(mark for mark in marks if mark[0] in "0#?")
    exact = exact * 100 ** marks.count("%")
    while pattern.endswith(","):
        exact, pattern = exact / 1000, pattern[:-1]
    if any(mark in ("E+", "E-") for mark in marks):
        return f"{exact:.{len(pattern.partition('.')[2])}E}"
    written = _digits(exact, pattern)
    parts: list[str] = []
    is_written = False
    for mark in marks:
        if mark[0] in "0#?" and not is_written:
            parts.append(written)
            is_written = True
        elif mark == "%" or mark[0] not in "0#?":
            parts.append(_word(mark))
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


def _word(mark: str) -> str:
    """Return what a mark shows that stands for no digit."""
    if mark.startswith('"'):
        return mark.strip('"')
    if mark.startswith("\\"):
        return mark[1:]
    if mark.startswith("_"):
        return " "
    if mark.startswith("*"):
        return ""
    if mark.startswith("["):
        match = _CURRENCY.fullmatch(mark)
        return match[1] if match else ""
    return mark


def _moment(value: dt.datetime | dt.date | dt.time | dt.timedelta, number_format: str) -> str:
    section = number_format.split(";", maxsplit=1)[0]
    if isinstance(value, dt.timedelta):
        return _span(value)
    marks = [mark for mark in _MARKS.findall(section) if not mark.startswith("[") or _ELAPSED.fullmatch(mark)]
    if not any(mark[0].lower() in _DATE_LETTERS for mark in marks):
        return value.isoformat(sep=" ") if isinstance(value, dt.datetime) else value.isoformat()
    has_half_days = any(mark in ("AM/PM", "A/P") for mark in marks)
    parts: list[str] = []
    for place, mark in enumerate(marks):
        if mark[0].lower() in _DATE_LETTERS or mark in ("AM/PM", "A/P"):
            is_minute = mark[0] in "mM" and _is_minute(marks, place)
            parts.append(_part(value, mark.lower(), is_minute=is_minute, has_half_days=has_half_days))
        else:
            parts.append(_word(mark) if not _ELAPSED.fullmatch(mark) else _part_of_hour(value))
    return "".join(parts).strip()


def _part_of_hour(value: dt.datetime | dt.date | dt.time) -> str:
    return f"{value.hour}" if isinstance(value, dt.datetime | dt.time) else "0"


def _is_minute(marks: list[str], place: int) -> bool:
    """Tell minutes from months: they follow hours or come before seconds."""
    letters = [(at, mark[0].lower()) for at, mark in enumerate(marks) if mark[0].lower() in _DATE_LETTERS]
    order = [at for at, _ in letters].index(place)
    before = letters[order - 1][1] if order else ""
    after = letters[order + 1][1] if order + 1 < len(letters) else ""
    return before == "h" or after == "s" or (order == 0 and bool(_ELAPSED.match("".join(marks))))


def _part(value: dt.datetime | dt.date | dt.time, mark: str, *, is_minute: bool, has_half_days: bool) -> str:
    day = value if isinstance(value, dt.date) else dt.date(1899, 12, 31)
    clock = value if isinstance(value, dt.datetime | dt.time) else dt.time()
    hour = (clock.hour % 12 or 12) if has_half_days else clock.hour
    if mark in ("am/pm", "a/p"):
        half = "AM" if clock.hour < 12 else "PM"  # noqa: PLR2004 - noon
        return half if mark == "am/pm" else half[0]
    letter, width = ("n" if is_minute else mark[0]), len(mark)
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
