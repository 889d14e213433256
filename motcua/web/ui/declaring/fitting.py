"""Answers given to one version of a form, beside another: which have no place there any more."""

from collections.abc import Iterator
from typing import Any

from motcua.core.forms import Checked, Kind, Node, kinds
from motcua.core.forms.model import OF_PARTS
from motcua.web.ui.wording import said

UNTYPED = frozenset({Kind.STATEMENT, Kind.COMPUTED, Kind.FILE, Kind.GROUP}) | OF_PARTS


def fallen(before: Checked, after: Checked) -> Iterator[tuple[str, str]]:
    """Label and answer of each question that is gone, or that does not take its old answer."""
    for path, node in before.nodes.items():
        if node.field.kind in UNTYPED or kinds.is_blank(node.raw):
            continue
        there = after.nodes.get(path)
        if there is None or there.field.kind in UNTYPED or (path in after.errors and there.field != node.field):
            yield _label(node), _words(node)


def _label(node: Node) -> str:
    over = f"{_label(node.over)}: " if node.over is not None else ""
    return over + said(node.field.label)


def _words(node: Node) -> str:
    offered = {key: said(words) for key, words in kinds.options(node.field, node.around) or ()}
    given: list[Any] = list(node.raw) if isinstance(node.raw, list | tuple) else [node.raw]
    return ", ".join(offered.get(str(each), str(each)) for each in given)
