"""Answers made up for a form, right in every respect: to try a form, to preview it, to show it printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from motcua.core.forms import code_tables, kinds
from motcua.core.forms.checking import Checked, check
from motcua.core.forms.code_tables import BUILT_IN, Tables
from motcua.core.forms.expressions import Type
from motcua.core.forms.model import OF_PARTS, Definition, Field, Kind
from motcua.core.forms.nodes import Node
from motcua.core.vietnam import check_digit

TRIES: Final = 400
GROWN: Final = (19 * 365, 9000, 18000)  # days: of age, and then up to so many more
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Trịnh")
_MIDDLE = ("Văn", "Thị", "Minh", "Ngọc", "Đức", "Thu", "Quang", "Thanh")
_GIVEN = ("An", "Bình", "Châu", "Dũng", "Hà", "Hùng", "Lan", "Mai", "Nam", "Phương", "Quân", "Yến")
_PLACES = ("Trần Phú", "Lê Lợi", "Quang Trung", "Nguyễn Trãi", "Hàm Nghi")

Make = Callable[[Field, Random], Any]


class NothingFits(ValueError):
    """No right answers were found: the form asks for what cannot be, or its examples do not fit its checks."""


def invent(
    definition: Definition,
    dice: Random,
    today: date,
    *,
    tables: Tables = BUILT_IN,
    make: Mapping[Kind, Make] | None = None,
    fullness: float = 0.6,
    begun: Mapping[str, Any] | None = None,
) -> Checked:
    """Right answers; what need not be answered is, with a chance of `fullness`. `make` has better answers for a kind;
    what stands in `begun` is kept as it is.

    :raises NothingFits:
    """
    answers: dict[str, Any] = deepcopy(dict(begun or {}))
    one = _One(dice, today, tables, make or {}, fullness, frozenset(_paths(answers, "")))
    for _ in range(TRIES):
        checked = check(definition, answers, today, tables)
        wanting = [
            node for node in checked.nodes.values() if node.is_shown and node.path not in one.done and _leaf(node)
        ]
        if wanting:
            for node in wanting:
                one.answer(node, answers)
            continue
        if checked.is_right:
            return checked
        for wrong in checked.wrong:
            one.again(wrong.path, checked, answers)
    raise NothingFits(f"{definition.key}: {[(each.path, each.code) for each in checked.wrong]}")


def _paths(answers: Mapping[str, Any], before: str) -> Iterator[str]:
    """The paths of what is answered already."""
    for key, value in answers.items():
        if isinstance(value, Mapping):
            yield from _paths(value, f"{before}{key}.")
        else:
            yield f"{before}{key}"


def _leaf(node: Node) -> bool:
    return node.field.kind not in OF_PARTS


class _One:
    """One set of answers in the making."""

    def __init__(
        self,
        dice: Random,
        today: date,
        tables: Tables,
        make: Mapping[Kind, Make],
        fullness: float,
        begun: frozenset[str],
    ) -> None:
        self.dice, self.today, self.tables, self.make, self.fullness = dice, today, tables, make, fullness
        self.begun = begun  # the paths of what was given: never put anew
        self.done = set(begun)
        self.over: dict[str, bool] = {}  # whether something of several parts is answered at all

    def answer(self, node: Node, answers: dict[str, Any]) -> None:
        self.done.add(node.path)
        if node.field.kind in (Kind.STATEMENT, Kind.COMPUTED, Kind.FILE):
            return
        if not self._begun(node) or not (node.is_required or self.dice.random() < self.fullness):
            return
        self._put(node, answers)

    def again(self, path: str, checked: Checked, answers: dict[str, Any]) -> None:
        """Another answer where the last was wrong; what is wrong there may hang on its neighbours, so try them too."""
        node = checked.nodes.get(path)
        if node is None:
            return
        neighbours = [each for each in node.children.values() if each.is_shown] or [node]
        for each in neighbours:
            if each.path not in self.begun:
                self._put(each, answers)
        if self.dice.random() < 0.5:
            self.done = {*self.begun} | {each for each in self.done if self.dice.random() < 0.5}
            self.over.clear()

    def _begun(self, node: Node) -> bool:
        over = node.over
        if over is None or over.field.kind not in OF_PARTS:
            return True
        if over.path not in self.over:
            wanted = over.is_required or self.dice.random() < self.fullness
            self.over[over.path] = wanted and self._begun(over)
        return self.over[over.path]

    def _put(self, node: Node, answers: dict[str, Any]) -> None:
        if node.field.kind is Kind.GROUP:
            least = max(node.field.fewest, 1 if node.is_required else 0)
            number = self.dice.randint(least, max(least, min(least + 2, node.field.most_items)))
            _set(answers, node.path, [{} for _ in range(number)])
            self.done = {path for path in self.done if not path.startswith(f"{node.path}.")}
            return
        _set(answers, node.path, self._made(node))

    def _made(self, node: Node) -> Any:
        field, dice = node.field, self.dice
        if field.examples:
            example = dice.choice(field.examples)
            return [example] if field.kind in (Kind.CHOICES, Kind.CODES) else example
        if field.kind in self.make:
            return self.make[field.kind](field, dice)
        if field.kind is Kind.COMMUNE:
            province = str(node.beside["province"].kept or "") if "province" in node.beside else ""
            offered = self.tables.options(code_tables.COMMUNES, on=node.as_of, within=province)
            return dice.choice(list(offered)).code if offered else "Xã " + dice.choice(_PLACES)
        if field.kind in _USUAL and dice.random() < 0.85:
            return _USUAL[field.kind]
        found = kinds.options(field, node.around)
        if found:
            keys = [key for key, _ in found]
            return dice.sample(keys, dice.randint(1, min(2, len(keys)))) if field.kind in _LISTS else dice.choice(keys)
        if kinds.READINGS[field.kind].type in _BOUND:
            return self._between(node)
        return _texts(field, dice)

    def _between(self, node: Node) -> Any:
        field, dice = node.field, self.dice
        least = node.value_of(field.least) if field.least else None
        most = node.value_of(field.most) if field.most else None
        if field.kind in (Kind.DATE, Kind.PARTIAL_DATE, Kind.MONTH):
            ahead = least is not None and least >= self.today  # a day to come; a stay that has begun ends by today
            last = most or self.today + timedelta(days=60 if ahead else 0)
            ages = GROWN if field.key == "born_on" and dice.random() < 0.9 else (0, 30, 9000, 15000)
            last = last if least else last - timedelta(days=ages[0])
            first = least or last - timedelta(days=dice.choice(ages[1:]))
            day = first + timedelta(days=dice.randint(0, max(0, (last - first).days)))
            return f"{day:%Y-%m}" if field.kind is Kind.MONTH else day.isoformat()
        if field.kind is Kind.YEAR:
            return dice.randint(int(least or self.today.year - 20), int(most or self.today.year))
        low = int(least) if least is not None else 1
        high = int(most) if most is not None else low + (500 if field.kind is Kind.AREA else 50)
        number = dice.randint(low, max(low, high))
        return number * 10_000 if field.kind is Kind.MONEY and most is None else str(number)


_USUAL: Final = {Kind.PROVINCE: "38", Kind.COUNTRY: "VN", Kind.ETHNICITY: "01"}
_LISTS: Final = frozenset({Kind.CHOICES, Kind.CODES})
_BOUND: Final = frozenset({Type.NUMBER, Type.DATE})


def _texts(field: Field, dice: Random) -> Any:
    digits = f"{dice.randint(0, 999_999):06d}"
    match field.kind:
        case Kind.PERSON_NAME:
            return f"{dice.choice(_FAMILY)} {dice.choice(_MIDDLE)} {dice.choice(_GIVEN)}"
        case Kind.PERSONAL_ID | Kind.ID_NUMBER:
            return f"038{dice.randint(0, 1)}{dice.randint(50, 99)}{digits}"
        case Kind.TAX_CODE:
            return _tax_code(dice)
        case Kind.ENTERPRISE_CODE:
            return f"2801{digits}"
        case Kind.INSURANCE_NUMBER:
            return f"3800{digits}"
        case Kind.PHONE:
            return f"091{dice.randint(0, 9_999_999):07d}"
        case Kind.EMAIL:
            return f"nguoidan{digits}@thu.vn"
        case Kind.WEB:
            return f"https://thu.vn/{digits}"
        case Kind.PASSPORT:
            return f"C{digits}0"
        case Kind.BANK_ACCOUNT:
            return f"3500{digits}"
        case Kind.PLATE:
            return f"36A-{digits[:5]}"
        case Kind.TIME:
            return f"{dice.randint(7, 17):02}:{dice.randint(0, 59):02}"
        case Kind.CONSENT:
            return True
        case Kind.PARAGRAPH:
            return f"Nội dung trình bày về {field.label.vi.lower()[:120]}."[: field.longest or 300]
    if field.key == "line":
        return f"Số {dice.randint(1, 240)}, đường {dice.choice(_PLACES)}"
    return f"{field.label.vi[:60]} {dice.randint(1, 99)}"[: field.longest or 300]


def _tax_code(dice: Random) -> str:
    while True:
        digits = f"280{dice.randint(0, 999_999):06d}"
        digit = check_digit(digits)
        if digit is not None:
            return f"{digits}{digit}"


def _set(answers: dict[str, Any], path: str, value: Any) -> None:
    *way, last = path.split(".")
    at: Any = answers
    for key in way:
        if key.isdigit():
            while len(at) <= int(key):
                at.append({})
            at = at[int(key)]
        else:
            at = at.setdefault(key, {}) if not isinstance(at.get(key), list) else at[key]
    at[last] = value
