"""A form as JSON Schema 2020-12, and back. What the standard has no word for stands under `motcua`: nothing is lost.

The standard words describe the answers as they are kept, for whoever checks them with a validator of their own;
conditions and checks are ours alone. A schema somebody else wrote is taken as far as its meaning is plain, and refused
with the reason else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from motcua.core.forms import documents, kinds, parts
from motcua.core.forms.model import (
    ALWAYS,
    CHOSEN,
    OF_PARTS,
    Choice,
    Definition,
    Field,
    Kind,
    Section,
)
from motcua.core.refusal import Refusal
from motcua.core.status_words import Words

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
OURS: Final = "motcua"
VOCABULARY: Final = "urn:motcua:vocabulary:forms:1"
_UNDERSTOOD: Final = frozenset(
    {"$schema", "$id", "$comment", "type", "title", "description", "properties", "required", "items", "enum",
     "format", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems",
     "additionalProperties", "examples", "default", "const", "readOnly", "pattern", OURS}
)  # fmt: skip


class NotTaken(Refusal):
    """A schema that says something a form cannot."""

    code = "schema-not-taken"
    vi = "Không nhận được JSON Schema tại {place}: {why_vi}."
    en = "The JSON Schema cannot be taken at {place}: {why_en}."


# --- Out --------------------------------------------------------------------------------------------------------------
def to_schema(definition: Definition) -> dict[str, Any]:
    """The schema of the answers as they are kept, with the whole form beside it."""
    document = documents.write(definition)
    properties, required = _properties(definition.fields)
    return {
        "$schema": DIALECT,
        "$id": f"urn:motcua:form:{definition.key}",
        "title": definition.title.vi,
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
        OURS: {"vocabulary": VOCABULARY, "form": document},
    }


def _properties(fields: tuple[Field, ...]) -> tuple[dict[str, Any], list[str]]:
    asked = [field for field in fields if field.kind is not Kind.STATEMENT]
    required = [field.key for field in asked if field.required == ALWAYS and not field.shown]
    return {field.key: _property(field) for field in asked}, required


def _property(field: Field) -> dict[str, Any]:
    told: dict[str, Any] = {"title": field.label.vi}
    if field.hint.vi:
        told["description"] = field.hint.vi
    if field.examples and field.kind in kinds.READINGS:
        told["examples"] = list(field.examples)
    return told | _shape(field)


def _shape(field: Field) -> dict[str, Any]:
    kind = field.result if field.kind is Kind.COMPUTED else field.kind
    if field.kind in OF_PARTS:
        properties, required = _properties(parts.of(field))
        shape: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
        return shape | ({"required": required} if required else {})
    match kind:
        case Kind.GROUP:
            properties, required = _properties(field.fields)
            item: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
            item |= {"required": required} if required else {}
            return {"type": "array", "items": item, "minItems": field.fewest, "maxItems": field.most_items}
        case Kind.CHOICE:
            return {"type": "string", "enum": [choice.key for choice in field.choices]}
        case Kind.CHOICES:
            inside = {"type": "string", "enum": [choice.key for choice in field.choices]}
            return {"type": "array", "items": inside, "uniqueItems": True}
        case Kind.CODES:
            return {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
        case Kind.FILE:
            return {"type": "array", "items": {"type": "integer"}, "maxItems": kinds.MOST_FILES}
        case Kind.YES_NO:
            return {"type": "boolean"}
        case Kind.CONSENT:
            return {"const": True}
        case Kind.WHOLE | Kind.MONEY | Kind.YEAR:
            return {"type": "integer"}
        case Kind.DECIMAL | Kind.PERCENT | Kind.AREA:
            return {"type": "string", "pattern": r"^-?\d+(,\d+)?$"}
        case Kind.DATE:
            return {"type": "string", "format": "date"}
        case Kind.PARTIAL_DATE:
            return {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
        case Kind.MONTH:
            return {"type": "string", "pattern": r"^\d{4}-\d{2}$"}
        case Kind.TIME:
            return {"type": "string", "pattern": r"^\d{2}:\d{2}$"}
        case Kind.EMAIL:
            return {"type": "string", "format": "email"}
        case Kind.WEB:
            return {"type": "string", "format": "uri"}
    longest = field.longest or kinds.LONGEST.get(kind, 0)
    return {"type": "string", **({"maxLength": longest} if longest else {})}


# --- In ---------------------------------------------------------------------------------------------------------------
def from_schema(schema: Mapping[str, Any]) -> Definition:
    """The form of a schema: ours whole, another's as far as it is plain.

    :raises NotTaken: it says what a form cannot. :raises documents.Unreadable: what stands under `motcua` is no form.
    """
    ours = schema.get(OURS)
    if isinstance(ours, Mapping) and isinstance(ours.get("form"), Mapping):
        if ours.get("vocabulary") != VOCABULARY:
            raise _refused("$", "từ vựng không hỗ trợ", "its vocabulary is not supported")
        return documents.read(ours["form"])
    _plain(schema, "$")
    if schema.get("type") != "object":
        raise _refused("$", "không phải đối tượng", "it is no object")
    title = str(schema.get("title", ""))
    return Definition(
        key=re.sub(r"[^a-z0-9_]+", "_", str(schema.get("$id", "form")).lower().rpartition("/")[2])[-40:].strip("_")
        or "form",
        title=Words(title, title),
        sections=(Section("noi_dung", Words("Nội dung kê khai", "Declaration"), _fields(schema, "$")),),
    )


def _fields(schema: Mapping[str, Any], place: str) -> tuple[Field, ...]:
    properties = schema.get("properties", {})
    if not isinstance(properties, Mapping):
        raise _refused(place, "properties không phải đối tượng", "its properties are no object")
    needed = schema.get("required", ())
    return tuple(_foreign(str(key), each, f"{place}.{key}", required=key in needed) for key, each in properties.items())


def _foreign(key: str, schema: Any, place: str, *, required: bool) -> Field:
    if not isinstance(schema, Mapping):
        raise _refused(place, "không phải đối tượng", "it is no object")
    _plain(schema, place)
    title, hint = str(schema.get("title", key)), str(schema.get("description", ""))
    given: dict[str, Any] = {"required": ALWAYS if required else ""}
    kind = _kind(schema, place)
    if kind in CHOSEN:
        offered = schema["enum"] if kind is Kind.CHOICE else schema["items"]["enum"]
        given["choices"] = tuple(Choice(str(each), Words(str(each), str(each))) for each in offered)
    if kind is Kind.GROUP:
        given |= {"fields": _fields(schema["items"], f"{place}[]"), "fewest": int(schema.get("minItems", 0))}
        given["most_items"] = min(int(schema.get("maxItems", 20)), 100)
    if kind in (Kind.WHOLE, Kind.DECIMAL):
        given |= {
            ours: str(schema[theirs])
            for theirs, ours in (("minimum", "least"), ("maximum", "most"))
            if theirs in schema
        }
    if kind is Kind.TEXT and isinstance(schema.get("maxLength"), int):
        longest = int(schema["maxLength"])
        kind, given["longest"] = (Kind.PARAGRAPH if longest > 500 else kind), min(longest, 10_000)
    return Field(key, kind, Words(title, title), Words(hint, hint), **given)


def _kind(schema: Mapping[str, Any], place: str) -> Kind:
    if "enum" in schema:
        return Kind.CHOICE
    match schema.get("type"), schema.get("format"):
        case "string", "date":
            return Kind.DATE
        case "string", "email" | "idn-email":
            return Kind.EMAIL
        case "string", "uri":
            return Kind.WEB
        case "string", "time":
            return Kind.TIME
        case "string", _:
            return Kind.TEXT
        case "integer", _:
            return Kind.WHOLE
        case "number", _:
            return Kind.DECIMAL
        case "boolean", _:
            return Kind.YES_NO
        case "array", _ if isinstance(schema.get("items"), Mapping):
            items = schema["items"]
            if "enum" in items:
                return Kind.CHOICES
            if items.get("type") == "object":
                _plain(items, f"{place}[]")
                return Kind.GROUP
    raise _refused(place, "loại này không có trong biểu mẫu", "a form has no such kind")


def _plain(schema: Mapping[str, Any], place: str) -> None:
    for name in schema:
        if name not in _UNDERSTOOD:
            shown = str(name)[:40]
            raise _refused(place, f"chưa hiểu “{shown}”", f"“{shown}” is not understood")


def _refused(place: str, vi: str, en: str) -> NotTaken:
    return NotTaken(place=place, why_vi=vi, why_en=en)
