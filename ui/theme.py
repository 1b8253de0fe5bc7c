"""Colors, spacing, fonts and the style sheet: the only place that knows how the window looks.

Contrast of every text color is computed in `tests/ui/test_theme.py`.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from string import Template
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QDir, QObject, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from reviewer.resource_files import resource, resource_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.dressing import Wardrobe

BASE_POINTS = 11.0
READING_POINTS = 12.5
READING_LINE_PERCENT = 145
READING_COLUMNS = 78
"""At most so many characters in a line of words to read."""

STYLE = "Fusion"
"""Qt's style that the style sheet stands on; the property `style` of the application says that it has it."""

CORNER = 6
TARGET = 32
"""Smallest width and height, in device-independent pixels, of anything to press."""

LEVEL_HEIGHT = 44
RING_WIDTH = 2
RING_GAP = 2

LEAST_PERCENT = 80
MOST_PERCENT = 200


class Space(IntEnum):
    """The only distances used, in device-independent pixels."""

    HAIR = 4
    SMALL = 8
    MEDIUM = 12
    LARGE = 16
    WIDE = 24
    VAST = 32


class ThemeChoice(StrEnum):
    """What the reviewer chose in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class Tokens(NamedTuple):
    """The colors of one scheme, as `#RRGGBB`; `wash` is the calm background of what is selected."""

    name: str
    paper: str
    sheet: str
    ink: str
    soft_ink: str
    accent: str
    on_accent: str
    wash: str
    on_wash: str
    hairline: str
    outline: str
    met: str
    partly_met: str
    not_met: str
    nothing_shown: str


LIGHT = Tokens(
    name="light",
    paper="#FBFAF8",
    sheet="#FFFFFF",
    ink="#1E2328",
    soft_ink="#565E66",
    accent="#1F5FA8",
    on_accent="#FFFFFF",
    wash="#E4ECF5",
    on_wash="#1E2328",
    hairline="#DAD7D1",
    outline="#7F858B",
    met="#0072B2",
    partly_met="#8A6100",
    not_met="#B4441A",
    nothing_shown="#6B7177",
)
DARK = Tokens(
    name="dark",
    paper="#1B1D21",
    sheet="#23262B",
    ink="#ECEAE6",
    soft_ink="#A9B0B7",
    accent="#7DB3EE",
    on_accent="#1B1D21",
    wash="#2D3A49",
    on_wash="#ECEAE6",
    hairline="#3A3F46",
    outline="#737A82",
    met="#56B4E9",
    partly_met="#E0A93B",
    not_met="#F0875A",
    nothing_shown="#A3A9AF",
)
HIGH_CONTRAST = Tokens(
    name="contrast",
    paper="#000000",
    sheet="#000000",
    ink="#FFFFFF",
    soft_ink="#FFFFFF",
    accent="#FFD400",
    on_accent="#000000",
    wash="#FFD400",
    on_wash="#000000",
    hairline="#FFFFFF",
    outline="#FFFFFF",
    met="#5CC8FF",
    partly_met="#FFC53D",
    not_met="#FF9B73",
    nothing_shown="#D0D0D0",
)

# The program definition names a level's sign; its color follows the sign, so that every program looks alike.
_SIGN_TOKENS = {
    "full": "met",
    "half": "partly_met",
    "cross": "not_met",
    "ring": "nothing_shown",
    "dash": "soft_ink",
    "empty": "outline",
    "hatched": "soft_ink",
}
SIGNS = frozenset(_SIGN_TOKENS)
"""Signs that can be painted: those of levels, `empty` (not judged) and `hatched` (not claimed)."""


class Theme(QObject):
    """Keeps the whole application in the chosen scheme and text size.

    Args:
        app: the application to dress.
        choice: the scheme, or `SYSTEM` to follow the desktop.
        text_percent: size of text, 80 to 200 percent of 11 points.
        had_contrast: whether the desktop asked for high contrast when it was last asked.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        choice: ThemeChoice = ThemeChoice.SYSTEM,
        text_percent: int = 100,
        *,
        had_contrast: bool = False,
    ) -> None:
        super().__init__(app)
        self.setObjectName("theme")
        self._app = app
        self._choice = choice
        self._text_percent = _bounded(text_percent)
        if app.property("style") != STYLE:
            app.setStyle(STYLE)
        QDir.setSearchPaths("icons", [str(resource("icons"))])
        self._wardrobe: Wardrobe | None = None
        self._family = _bundled_family() if _needs_bundled_fonts() else ""
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        if _worn.is_worn:
            self._dress()
        else:
            self._dress_first(_tokens_at_start(choice, had_contrast=had_contrast))

    @property
    def choice(self) -> ThemeChoice:
        """The scheme that the reviewer chose."""
        return self._choice

    @property
    def text_percent(self) -> int:
        """The size of text, in percent."""
        return self._text_percent

    def choose(self, choice: ThemeChoice) -> None:
        """Change the scheme; the window follows in a moment."""
        if choice is not self._choice:
            self._choice = choice
            self._dress()

    def set_text_percent(self, percent: int) -> None:
        """Change the size of all text, kept between 80 and 200; the window follows in a moment."""
        if _bounded(percent) != self._text_percent:
            self._text_percent = _bounded(percent)
            self._dress()

    def finish(self) -> None:
        """Let the window follow now, where somebody looks at it at once."""
        if self._wardrobe is not None:
            self._wardrobe.finish()

    def follow_system(self) -> bool:
        """Put right what was guessed at the start; return whether the desktop asks for high contrast."""
        self._follow_system()
        return _tokens_for(ThemeChoice.SYSTEM) is HIGH_CONTRAST

    @Slot()
    def _follow_system(self) -> None:
        if self._choice is ThemeChoice.SYSTEM and _tokens_for(self._choice) is not tokens():
            self._dress()

    def _dress(self) -> None:
        from ui.dressing import Wardrobe

        if self._wardrobe is None:
            self._wardrobe = Wardrobe(self._app)
            self._wardrobe.dressed.connect(self.changed)
        self._wardrobe.dress(*self._looks(_tokens_for(self._choice)))

    def _dress_first(self, scheme: Tokens) -> None:
        # Before there is any widget nothing has to be restyled.
        font, colors, sheet = self._looks(scheme)
        self._app.setFont(font)
        self._app.setPalette(colors)
        self._app.setStyleSheet(sheet)

    def _looks(self, scheme: Tokens) -> tuple[QFont, QPalette, str]:
        _tell_desktop(self._choice)
        _worn.tokens, _worn.text_percent, _worn.is_worn = scheme, self._text_percent, True
        return _base_font(self._family), palette(scheme), style_sheet(scheme, self._text_percent)


class _Worn:
    tokens = LIGHT
    text_percent = 100
    is_worn = False


_worn = _Worn()


def tokens() -> Tokens:
    """Return the colors of the scheme now shown."""
    return _worn.tokens


def color(name: str) -> QColor:
    """Return one token of the scheme now shown, such as `accent`."""
    return QColor(str(getattr(_worn.tokens, name)))


def sign_color(sign: str) -> QColor:
    """Return the color of a sign: full, half, cross, ring, dash, empty or hatched."""
    return color(_SIGN_TOKENS[sign])


def points(base: float) -> float:
    """Scale a size in points by the reviewer's text size."""
    return round(base * _worn.text_percent / 100, 2)


def reading_font() -> QFont:
    """Return the font for words to read at length: 12.5 points, scaled."""
    font = QFont(QGuiApplication.font())
    font.setPointSizeF(points(READING_POINTS))
    return font


def palette(scheme: Tokens) -> QPalette:
    """Build Qt's palette from the tokens, so that what the style sheet leaves alone fits in."""
    built = QPalette()
    role = QPalette.ColorRole
    for roles, name in (
        ((role.Window, role.AlternateBase), scheme.paper),
        ((role.Base, role.Button, role.ToolTipBase, role.Light, role.Midlight), scheme.sheet),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText), scheme.ink),
        ((role.PlaceholderText,), scheme.soft_ink),
        ((role.Highlight, role.Accent, role.Link, role.LinkVisited), scheme.accent),
        ((role.HighlightedText,), scheme.on_accent),
        ((role.Mid,), scheme.hairline),
        ((role.Dark, role.Shadow), scheme.outline),
    ):
        for each in roles:
            built.setColor(each, QColor(name))
    for each in (role.WindowText, role.Text, role.ButtonText):
        built.setColor(QPalette.ColorGroup.Disabled, each, QColor(scheme.outline))
    return built


def style_sheet(scheme: Tokens, text_percent: int) -> str:
    """Fill the one style sheet with the tokens and the text sizes, in points."""
    values: dict[str, str] = scheme._asdict()
    sizes = {
        "small": 10.0,
        "base": BASE_POINTS,
        "reading": READING_POINTS,
        "heading": 13.5,
        "title": 17.0,
        "huge": 22.0,
    }
    for name, size in sizes.items():
        values[f"{name}_points"] = f"{size * text_percent / 100:.2f}pt"
    # Pixels of marks and arrows grow with the text; a chosen radio button is a rim around a dot.
    mark = 2 * round(9 * text_percent / 100)
    rim = mark // 3
    pixels = {
        "arrow": round(12 * text_percent / 100),
        "mark": mark,
        "mark_half": mark // 2 + 1,
        "mark_rim": rim,
        "mark_dot": mark + 2 - 2 * rim,
    }
    pixels |= {"ring": RING_WIDTH, "ring_corner": CORNER + RING_GAP}
    values |= {name: f"{size}px" for name, size in pixels.items()}
    return Template(resource_text("styles", "reviewer.qss")).substitute(values)


def _tokens_at_start(choice: ThemeChoice, *, had_contrast: bool) -> Tokens:
    """Tell by Qt's own palette, as its hints need `Qt`, which would hold up the first window."""
    if choice is not ThemeChoice.SYSTEM:
        return _tokens_for(choice)
    if had_contrast:
        return HIGH_CONTRAST
    offered, role = QGuiApplication.palette(), QPalette.ColorRole
    is_dark = offered.color(role.Window).lightness() < offered.color(role.WindowText).lightness()
    return DARK if is_dark else LIGHT


def _tokens_for(choice: ThemeChoice) -> Tokens:
    if choice is ThemeChoice.SYSTEM:
        from PySide6.QtCore import Qt

        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return HIGH_CONTRAST
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return {ThemeChoice.LIGHT: LIGHT, ThemeChoice.DARK: DARK, ThemeChoice.HIGH_CONTRAST: HIGH_CONTRAST}[choice]


def _tell_desktop(choice: ThemeChoice) -> None:
    # So that the title bar that the desktop draws fits the window.
    hints = QGuiApplication.styleHints()
    if choice is ThemeChoice.SYSTEM:
        hints.unsetColorScheme()
        return
    hints.setProperty("colorScheme", "Light" if choice is ThemeChoice.LIGHT else "Dark")


def _bounded(percent: int) -> int:
    return max(LEAST_PERCENT, min(MOST_PERCENT, percent))


def _base_font(family: str) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if family:
        font.setFamilies([family, *font.families()])
    font.setPointSizeF(points(BASE_POINTS))
    return font


def _needs_bundled_fonts() -> bool:
    # Off screen, pictures are to be the same on every machine; a bare system has no fonts at all.
    return QGuiApplication.platformName() in {"offscreen", "minimal"} or not QFontDatabase.families()


def _bundled_family() -> str:
    families: list[str] = []
    for font_file in sorted(resource("fonts").iterdir(), key=lambda entry: entry.name):
        if font_file.name.endswith(".ttf"):
            number = QFontDatabase.addApplicationFont(str(font_file))
            families += QFontDatabase.applicationFontFamilies(number)
    return "Noto Sans" if "Noto Sans" in families else next(iter(families), "")
