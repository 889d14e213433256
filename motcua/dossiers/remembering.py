"""What moves ask again and again, remembered for half a minute."""

from collections.abc import Callable
from time import monotonic
from typing import Any, TypeVar, cast

from django.db import connection

T = TypeVar("T")

_KEPT_SECONDS = 30.0
_MOST_KEPT = 20_000
_held: dict[tuple[Any, ...], tuple[float, Any]] = {}


def lately(ask: Callable[..., T], *given: Any) -> T:
    """What `ask` answers, or answered in the last half minute: an appointment need not work to the second."""
    key = (connection.settings_dict["NAME"], ask, *given)
    kept = _held.get(key)
    if kept is not None and kept[0] > monotonic():
        return cast("T", kept[1])
    answer = ask(*given)
    if answer is not None:
        if len(_held) >= _MOST_KEPT:
            _held.clear()
        _held[key] = (monotonic() + _KEPT_SECONDS, answer)
    return answer
