"""Every text can be read in every scheme, and the sizes follow the reviewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from ui import theme as looks
from ui.theme import DARK, HIGH_CONTRAST, LIGHT, Theme, ThemeChoice, Tokens, style_sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

SCHEMES = [LIGHT, DARK, HIGH_CONTRAST]
NAMES = [scheme.name for scheme in SCHEMES]
TEXTS = [
    ("ink", "paper"),
    ("ink", "sheet"),
    ("soft_ink", "paper"),
    ("soft_ink", "sheet"),
    ("accent", "paper"),
    ("accent", "sheet"),
    ("on_accent", "accent"),
    ("on_wash", "wash"),
    ("met", "sheet"),
    ("partly_met", "sheet"),
    ("not_met", "sheet"),
    ("nothing_shown", "sheet"),
    ("partly_met", "paper"),
    ("not_met", "paper"),
]


def _luminance(color: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    shown = QColor(color)
    return 0.2126 * linear(shown.redF()) + 0.7152 * linear(shown.greenF()) + 0.0722 * linear(shown.blueF())


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES, ids=NAMES)
@pytest.mark.parametrize(("text", "ground"), TEXTS, ids=lambda name: name)
def test_text_has_contrast_of_four_and_a_half(scheme: Tokens, text: str, ground: str) -> None:
    assert _contrast(getattr(scheme, text), getattr(scheme, ground)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES, ids=NAMES)
@pytest.mark.parametrize("ground", ["paper", "sheet"])
def test_borders_of_fields_have_contrast_of_three(scheme: Tokens, ground: str) -> None:
    assert _contrast(scheme.outline, getattr(scheme, ground)) >= 3


@pytest.mark.parametrize("scheme", SCHEMES, ids=NAMES)
def test_the_style_sheet_names_only_tokens_that_there_are(scheme: Tokens) -> None:
    sheet = looks.style_sheet(scheme, 100)
    assert "$" not in sheet
    assert scheme.accent in sheet


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.HIGH_CONTRAST])
def test_choosing_a_scheme_changes_palette_and_tokens_at_once(
    theme: Theme, qapp: QApplication, choice: ThemeChoice
) -> None:
    theme.choose(choice)
    theme.finish()
    shown = qapp.palette().color(QPalette.ColorRole.Window)
    assert shown == looks.color("paper")
    theme.choose(ThemeChoice.LIGHT)
    theme.finish()
    assert looks.tokens() is LIGHT


def test_the_system_is_followed_when_asked(theme: Theme) -> None:
    theme.choose(ThemeChoice.SYSTEM)
    theme.finish()
    assert looks.tokens() in SCHEMES
    theme.choose(ThemeChoice.LIGHT)
    theme.finish()


@pytest.mark.parametrize(("asked", "given"), [(200, 200), (80, 80), (10, 80), (900, 200)])
def test_text_grows_from_80_to_200_percent(theme: Theme, asked: int, given: int) -> None:
    theme.set_text_percent(asked)
    theme.finish()
    assert theme.text_percent == given
    assert QGuiApplication.font().pointSizeF() == pytest.approx(11 * given / 100)
    assert looks.reading_font().pointSizeF() == pytest.approx(12.5 * given / 100)
    theme.set_text_percent(100)
    theme.finish()


@pytest.mark.parametrize("sign", sorted(looks.SIGNS))
def test_every_sign_has_a_color(sign: str) -> None:
    assert looks.sign_color(sign).isValid()


def test_marks_grow_with_the_text() -> None:
    usual, large = (style_sheet(LIGHT, percent) for percent in (100, 200))
    assert "indicator { width: 18px; height: 18px;" in usual
    assert "indicator { width: 36px; height: 36px;" in large
