"""What an expression gives, found without running it: wrong types are told on saving a form, not on filling it."""

from __future__ import annotations

from collections.abc import Callable

from motcua.core.forms.expressions import (
    ONE,
    Binary,
    Call,
    Literal,
    Name,
    Node,
    NotUnderstood,
    Several,
    Today,
    Type,
    Unary,
)
from motcua.core.forms.functions import FUNCTIONS

LookUp = Callable[[tuple[str, ...]], Type | None]
_ORDERED = frozenset({Type.NUMBER, Type.DATE, Type.TEXT})
_PLAIN = _ORDERED | {Type.TRUTH}


class UnknownName(NotUnderstood):
    """A name no field has."""

    def __init__(self, path: tuple[str, ...]) -> None:
        shown = ".".join(path)
        super().__init__(f"Không có trường “{shown}”.", f"There is no field “{shown}”.")
        self.path = path


class WrongType(NotUnderstood):
    """Things put together that do not go together."""


def type_of(node: Node, look_up: LookUp) -> Type:
    """What the expression gives. :raises UnknownName: :raises WrongType:"""
    match node:
        case Literal(bool()):
            return Type.TRUTH
        case Literal(str()):
            return Type.TEXT
        case Literal():
            return Type.NUMBER
        case Today():
            return Type.DATE
        case Name(path):
            found = look_up(path)
            if found is None:
                raise UnknownName(path)
            return found
        case Unary("not", of):
            return _only(of, Type.TRUTH, look_up)
        case Unary(_, of):
            return _only(of, Type.NUMBER, look_up)
        case Binary():
            return _binary(node, look_up)
        case Call():
            return _call(node, look_up)
        case Several():
            kinds = {type_of(item, look_up) for item in node.items}
            if len(kinds) != 1 or not kinds <= _PLAIN:
                raise WrongType("Các mục sau “in” phải cùng một loại.", "What stands after “in” must be of one kind.")
            return {one: many for many, one in ONE.items()}[kinds.pop()]


def _binary(node: Binary, look_up: LookUp) -> Type:
    left, right = type_of(node.left, look_up), type_of(node.right, look_up)
    match node.sign:
        case "and" | "or":
            _fits(node.sign, left is right is Type.TRUTH, left, right)
            return Type.TRUTH
        case "in":
            _fits("in", ONE.get(right) is left, left, right)
            return Type.TRUTH
        case "=" | "!=":
            _fits(node.sign, left is right and left in _PLAIN, left, right)
            return Type.TRUTH
        case "<" | "<=" | ">" | ">=":
            _fits(node.sign, left is right and left in (Type.NUMBER, Type.DATE), left, right)
            return Type.TRUTH
        case "-" if left is right is Type.DATE:
            return Type.NUMBER
        case "+" | "-" if (left, right) == (Type.DATE, Type.NUMBER):
            return Type.DATE
    _fits(node.sign, left is right is Type.NUMBER, left, right)
    return Type.NUMBER


def _fits(sign: str, right_so: bool, left: Type, right: Type) -> None:
    if not right_so:
        vi = f"“{sign}” không dùng được giữa {left.words.vi} và {right.words.vi}."
        raise WrongType(vi, f"“{sign}” cannot stand between {left.words.en} and {right.words.en}.")


def _only(of: Node, wanted: Type, look_up: LookUp) -> Type:
    found = type_of(of, look_up)
    if found is not wanted:
        vi = f"Cần {wanted.words.vi}, nhưng đây là {found.words.vi}."
        raise WrongType(vi, f"{wanted.words.en} is wanted, but this is {found.words.en}.")
    return found


def _call(node: Call, look_up: LookUp) -> Type:
    given = [type_of(each, look_up) for each in node.arguments]
    if node.function == "answered":
        if len(given) == 1 and isinstance(node.arguments[0], Name):
            return Type.TRUTH
        raise WrongType("answered(…) cần tên một trường.", "answered(…) needs the name of a field.")
    if node.function == "if":
        if len(given) == 3 and given[0] is Type.TRUTH and given[1] is given[2]:
            return given[1]
        raise WrongType(
            "if(…) cần điều kiện và hai giá trị cùng loại.", "if(…) needs a condition and two values of a kind."
        )
    function = FUNCTIONS.get(node.function)
    if function is None:
        raise WrongType(f"Không có hàm “{node.function}”.", f"There is no function “{node.function}”.")
    if not function.fits(given):
        vi = ", ".join(each.words.vi for each in given) or "không có gì"
        en = ", ".join(each.words.en for each in given) or "nothing"
        raise WrongType(f"{node.function}(…) không nhận {vi}.", f"{node.function}(…) does not take {en}.")
    return function.gives
