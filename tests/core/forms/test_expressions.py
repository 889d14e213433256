"""The language of conditions, checks and computed values: what it takes, what it gives, what it refuses."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.forms.evaluating import evaluate
from motcua.core.forms.expressions import NotUnderstood, Type, names, parse
from motcua.core.forms.typing import type_of

TODAY = date(2026, 11, 23)
TYPES = {
    ("n",): Type.NUMBER,
    ("m",): Type.NUMBER,
    ("t",): Type.TEXT,
    ("yes",): Type.TRUTH,
    ("born",): Type.DATE,
    ("heirs",): Type.ITEMS,
    ("heirs", "share"): Type.NUMBERS,
    ("kinds",): Type.TEXTS,
    ("gone",): Type.NUMBER,
    ("gone_text",): Type.TEXT,
}
VALUES = {
    ("n",): Decimal(7),
    ("m",): Decimal("2.5"),
    ("t",): "khác",
    ("yes",): True,
    ("born",): date(2004, 2, 29),
    ("heirs",): (0, 1),
    ("heirs", "share"): (Decimal(40), Decimal(60)),
    ("kinds",): ("a", "b"),
}


def value(source: str):
    return evaluate(parse(source), VALUES.get, TODAY)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("-n + 10", 3),
        ("n / 2", Decimal("3.5")),
        ("n / 0", None),
        ("10 - 2 - 3", 5),
        ('n = 7 and t = "khác"', True),
        ("n != 7 or yes", True),
        ("not yes", False),
        ("not not yes", True),
        ('t in ("khác", "một")', True),
        ('"c" in kinds', False),
        ("age(born, today)", 22),
        ('age(born, date("2026-02-28"))', 21),
        ('add_years(born, 1) = date("2005-02-28")', True),
        ('add_months(date("2026-01-31"), 1) = date("2026-02-28")', True),
        ("today - born", 8303),
        ("today + 8 > today", True),
        ("add_days(today, 99999999)", None),
        ("year(today)", 2026),
        ('date("2026-13-01")', None),
        ("sum(heirs.share) = 100", True),
        ("count(heirs)", 2),
        ("distinct(heirs.share)", True),
        ("lowest(n, m, 3)", Decimal("2.5")),
        ("highest(n, m)", 7),
        ("round(m, 0)", 3),
        ("round(n / 3, 2)", Decimal("2.33")),
        ("length(t)", 4),
        ('join(t, gone_text, "x")', "khác x"),
        ('if(n > 5, "to", "bé")', "to"),
        ("answered(n)", True),
        ("answered(gone)", False),
        ("gone > 3", None),
        ("gone > 3 and false", False),
        ("gone > 3 or true", True),
        ("gone > 3 and true", None),
        ("not (gone > 3)", None),
        ("n <= 7", True),
    ],
)
def test_an_expression_has_its_value(source, expected):
    assert value(source) == expected
    assert isinstance(type_of(parse(source), TYPES.get), Type)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "1 +",
        "(1",
        "1 2",
        "n ==",
        "n = = 1",
        '"open',
        "'one'",
        "n; n",
        '__import__("os").system("x")',
        "n.(m)",
        "a..b",
        "lambda: 1",
        "[n]",
        "{n}",
        "n if yes",
        "1e9",
        "n ** 2",
        "n = 1 = 2",
        "x" * 1001,
        "(" * 40 + "1" + ")" * 40,
        "1" + "+1" * 120,
        "f(1,)",
        "\\",
        "n\x00",
        "9" * 30,
    ],
)
def test_what_is_no_expression_is_refused_in_both_languages(source):
    with pytest.raises(NotUnderstood) as refused:
        type_of(parse(source), TYPES.get)
    assert refused.value.words.vi
    assert refused.value.words.en


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("nobody = 1", "nobody"),
        ("n + t", "“+”"),
        ("n = t", "“=”"),
        ("yes > false", "“>”"),
        ("n and yes", "“and”"),
        ("not n", "đúng/sai"),
        ("-t", "số"),
        ("t in (1, 2)", "“in”"),
        ('t in ("a", 1)', "cùng một loại"),
        ("age(n, today)", "age"),
        ("age(born)", "age"),
        ("sum(n)", "sum"),
        ("count(t)", "count"),
        ("eval(t)", "eval"),
        ("if(n, 1, 2)", "if"),
        ('if(yes, 1, "a")', "if"),
        ("answered(1)", "answered"),
        ("born + born", "“+”"),
        ("born * 2", "“*”"),
        ("heirs = heirs", "“=”"),
    ],
)
def test_things_that_do_not_go_together_are_told_before_anything_is_filled_in(source, says):
    with pytest.raises(NotUnderstood) as refused:
        type_of(parse(source), TYPES.get)
    assert says in refused.value.words.vi


def test_an_expression_knows_the_names_it_refers_to():
    assert set(names(parse('age(mother.born_on, today) > 18 and (a in (b, "x") or not c)'))) == {
        ("mother", "born_on"),
        ("a",),
        ("b",),
        ("c",),
    }


@given(st.text(max_size=80))
def test_no_text_does_more_than_be_read_or_refused(text):
    try:
        node = parse(text)
        type_of(node, TYPES.get)
    except NotUnderstood:
        return
    evaluate(node, VALUES.get, TODAY)


_ATOMS = st.sampled_from(["n", "m", "gone", "7", "born", "today", "t", '"a"', "yes", "kinds", "heirs.share", "true"])
_SIGNS = st.sampled_from(["+", "-", "*", "/", "=", "!=", "<", ">=", "and", "or", "in"])
_WRAPS = st.sampled_from(
    ["({})", "not {}", "-{}", "answered({})", "sum({})", "count({})", "length({})", "year({})", "round({}, 1)"]
)
SOURCES = st.recursive(
    _ATOMS,
    lambda inner: (
        st.builds("{} {} {}".format, inner, _SIGNS, inner) | st.builds(lambda w, s: w.format(s), _WRAPS, inner)
    ),
    max_leaves=8,
)


@given(SOURCES)
def test_what_has_a_type_gives_a_value_of_it_or_none(source):
    try:
        node = parse(source)
        kind = type_of(node, TYPES.get)
    except NotUnderstood:
        return
    given = evaluate(node, VALUES.get, TODAY)
    wanted = {Type.NUMBER: Decimal, Type.TEXT: str, Type.DATE: date, Type.TRUTH: bool}
    assert given is None or isinstance(given, wanted.get(kind, tuple))
