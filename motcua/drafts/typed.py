"""What a page sent, as it was typed, with what no longer fits the form."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Typed:
    """`answers`: names and values of the page's controls, in its order. `left`: label and answer of what fell out."""

    answers: tuple[Pair, ...] = ()
    left: tuple[Pair, ...] = ()

    def written(self) -> str:
        return json.dumps({"answers": self.answers, "left": self.left}, ensure_ascii=False)

    def with_left(self, more: Iterable[Pair]) -> "Typed":
        """Also these, each once."""
        return Typed(self.answers, tuple(dict.fromkeys((*self.left, *more))))


def read(text: str) -> Typed:
    """What `written` wrote."""
    found = json.loads(text)
    return Typed(*(tuple((str(one), str(other)) for one, other in found[part]) for part in ("answers", "left")))
