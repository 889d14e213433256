"""What an expression gives for the answers there are. What is missing makes what needs it missing, never wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any

from motcua.core.forms.expressions import Binary, Call, Literal, Name, Node, Several, Today, Unary
from motcua.core.forms.functions import FUNCTIONS, add_days

ValueOf = Callable[[tuple[str, ...]], Any]
"""The value of a name, None where it is not answered; several values as a tuple."""


def evaluate(node: Node, value_of: ValueOf, today: date) -> Any:
    """The value, or None: not known yet. The expression has passed `typing.type_of`."""
    match node:
        case Literal(value):
            return value
        case Today():
            return today
        case Name(path):
            return value_of(path)
        case Unary("not", of):
            given = evaluate(of, value_of, today)
            return None if given is None else not given
        case Unary(_, of):
            given = evaluate(of, value_of, today)
            return None if given is None else -given
        case Binary("and" | "or" as sign, left, right):
            return _either(sign, left, right, value_of, today)
        case Binary():
            return _together(node, value_of, today)
        case Call():
            return _call(node, value_of, today)
        case Several(items):
            found = tuple(evaluate(item, value_of, today) for item in items)
            return tuple(each for each in found if each is not None)


def _either(sign: str, left: Node, right: Node, value_of: ValueOf, today: date) -> bool | None:
    """`and` is false as soon as one side is, `or` true as soon as one side is, whatever the other."""
    decided = sign == "or"
    first: bool | None = evaluate(left, value_of, today)
    if first is decided:
        return decided
    second: bool | None = evaluate(right, value_of, today)
    if second is decided:
        return decided
    return None if first is None or second is None else not decided


def _together(node: Binary, value_of: ValueOf, today: date) -> Any:
    left, right = evaluate(node.left, value_of, today), evaluate(node.right, value_of, today)
    if left is None or right is None:
        return None
    match node.sign:
        case "=":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case ">=":
            return left >= right
        case "in":
            return left in right
    if isinstance(left, date):
        return Decimal((left - right).days) if isinstance(right, date) else _moved(left, right, node.sign)
    try:
        match node.sign:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
        return left / right
    except (DivisionByZero, InvalidOperation, Overflow):
        return None


def _moved(day: date, days: Decimal, sign: str) -> date | None:
    return add_days(day, days if sign == "+" else -days)


def _call(node: Call, value_of: ValueOf, today: date) -> Any:
    if node.function == "answered":
        given = evaluate(node.arguments[0], value_of, today)
        return given is not None and given != ()
    if node.function == "if":
        condition = evaluate(node.arguments[0], value_of, today)
        if condition is None:
            return None
        return evaluate(node.arguments[1 if condition else 2], value_of, today)
    given = [evaluate(each, value_of, today) for each in node.arguments]
    if node.function == "join":
        given = [each or "" for each in given]
    if any(each is None for each in given):
        return None
    try:
        return FUNCTIONS[node.function].run(*given)
    except (ArithmeticError, ValueError):
        return None
