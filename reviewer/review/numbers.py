"""How points, hours and months are written: decimal, without needless zeros."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

FINEST = Decimal("0.0001")


def as_decimal(exact: Fraction | Decimal, finest: Decimal = FINEST) -> Decimal:
    """Return a decimal number of at most four decimals, never rounded up, without needless zeros."""
    fraction = Fraction(exact)
    digits = Decimal(fraction.numerator) / Decimal(fraction.denominator)
    rounded = digits.quantize(finest, ROUND_DOWN)
    return Decimal(int(rounded)) if rounded == rounded.to_integral_value() else rounded.normalize()


def written(number: Fraction | Decimal, finest: Decimal = FINEST) -> str:
    """Write a number for people: `1.5`, `40`."""
    return f"{as_decimal(number, finest):f}"
