"""Which field a name means, seen from where an expression stands; what type it has there. Without any answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from motcua.core.forms import kinds, parts
from motcua.core.forms.expressions import MANY, Type
from motcua.core.forms.model import OF_PARTS, Definition, Field, Kind


@dataclass(frozen=True, slots=True)
class Place:
    """A field where it stands: the blocks around it, nearest first, each with the path of what it is in."""

    path: str
    field: Field
    blocks: tuple[tuple[str, tuple[Field, ...]], ...]

    def find(self, name: tuple[str, ...]) -> tuple[str, Field, Type] | None:
        """The path, the field and the type a name has here; None where it means nothing."""
        for before, block in self.blocks:
            for field in block:
                if field.key == name[0]:
                    return _follow(field, f"{before}{field.key}", name[1:], many=False)
        return None


def _follow(field: Field, path: str, rest: tuple[str, ...], *, many: bool) -> tuple[str, Field, Type] | None:
    if not rest:
        found = type_of(field)
        if found is None:
            return None
        return path, field, MANY[found] if many and found in MANY else found
    for child in parts.inner(field):
        if child.key == rest[0]:
            return _follow(child, f"{path}.{child.key}", rest[1:], many=many or field.kind is Kind.GROUP)
    return None


def type_of(field: Field) -> Type | None:
    """What a field is in an expression; None for what has no answer."""
    if field.kind in OF_PARTS or field.kind is Kind.GROUP:
        return Type.ITEMS
    if field.kind is Kind.STATEMENT:
        return None
    kind = field.result if field.kind is Kind.COMPUTED else field.kind
    reading = kinds.READINGS.get(kind)
    return None if reading is None else reading.type


def places(definition: Definition) -> Iterator[Place]:
    """Every field in its place, the parts of a field after it."""
    yield from _places(definition.fields, "", ())


def _places(
    fields: tuple[Field, ...], before: str, around: tuple[tuple[str, tuple[Field, ...]], ...]
) -> Iterator[Place]:
    blocks = ((before, fields), *around)
    for field in fields:
        path = f"{before}{field.key}"
        yield Place(path, field, blocks)
        yield from _places(parts.inner(field), f"{path}.", blocks)


def expressions_of(field: Field) -> Iterator[tuple[str, str]]:
    """The expressions of a field by the name of what they say."""
    for name in ("shown", "required", "least", "most", "computed", "as_of"):
        source: str = getattr(field, name)
        if source:
            yield name, source
