"""What the stylesheets promise: contrast, weight, nothing from elsewhere."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[3] / "motcua/web/ui/static/ui"
MC = (STATIC / "mc.css").read_text()
TOKENS = dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,6});", MC))

TEXT = 4.5  # WCAG 2.2, 1.4.3
CONTROL = 3.0  # 1.4.11: borders of controls, icons


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_agrees_with_known_pairs():
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("paper", "red-700", 9.3),
        ("paper", "red-800", 9.4),
        ("paper", "blue-700", 9.0),
        ("paper", "blue-800", 9.0),
        ("paper", "late", TEXT),
        ("paper", "ink-900", 9.0),
        ("ink-900", "gold-500", 7.9),
        ("ink-900", "gold-300", 7.9),
        ("ink-900", "gold-100", 7.9),
        ("ink-900", "paper", 9.0),
        ("ink-700", "paper", 7.0),
        ("ink-700", "idle-t", 7.0),
        ("ink-700", "ground", 7.0),
        ("ink-500", "paper", 5.5),
        ("ink-500", "ground", 5.4),
        ("ink-500", "blue-50", TEXT),
        ("ink-500", "idle-t", TEXT),
        ("blue-700", "paper", 7.0),
        ("blue-700", "ground", 7.0),
        ("blue-700", "blue-50", 7.0),
        ("blue-800", "blue-100", 7.0),
        ("red-700", "paper", 7.0),
        ("ok", "ok-t", 5.7),
        ("soon", "soon-t", 5.5),
        ("late", "late-t", 5.5),
        ("wait", "wait-t", 5.7),
        ("idle", "idle-t", 5.7),
        ("ok", "paper", TEXT),
        ("soon", "paper", TEXT),
        ("late", "paper", TEXT),
        ("wait", "paper", TEXT),
        ("late", "gold-100", TEXT),
        ("soon", "gold-100", TEXT),
        ("line-600", "paper", CONTROL),
        ("line-600", "ground", CONTROL),
        ("gold-600", "paper", CONTROL),
        ("focus", "ink-900", CONTROL),
    ],
)
def test_text_and_controls_stand_out_from_their_ground(text, ground, least):
    assert contrast(TOKENS[text], TOKENS[ground]) >= least


@pytest.mark.parametrize("surface", ["citizen", "work"])
def test_a_page_loads_little_css(surface):
    together = sum(len(gzip.compress((STATIC / f"{name}.css").read_bytes(), 9)) for name in ("mc", surface))

    assert together <= 12 * 1024


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_stylesheets_ask_nobody_else_for_anything(path):
    assert not re.findall(r"url\(\s*[\"']?(?:https?:)?//", path.read_text())
    assert "@import" not in path.read_text()


def test_every_colour_a_rule_names_is_a_token():
    named = set(re.findall(r"var\(--([a-z0-9-]+)", "".join(path.read_text() for path in STATIC.glob("*.css"))))
    known = set(re.findall(r"--([a-z0-9-]+):", "".join(path.read_text() for path in STATIC.glob("*.css"))))

    assert named <= known


def test_lines_of_stacked_vietnamese_marks_are_never_clipped():
    for height in re.findall(r"line-height:\s*([\d.]+)", MC):
        assert float(height) >= 1.28 or height == "1"  # 1: digits in the dots of a timeline


def test_words_are_never_written_in_capitals_by_the_stylesheet():
    assert "text-transform" not in "".join(path.read_text() for path in STATIC.glob("*.css"))
