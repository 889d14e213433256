"""All that a template is given: the form's values, its edition, its code images, and what the file says of itself."""

from datetime import date
from typing import Any

from motcua.core import vietnam
from motcua.gateways.documents import codes, editions, values
from motcua.gateways.documents.port import Declaration, Form, WrittenDecision


def of(form: Form, edition: editions.Edition, *, letters: frozenset[int]) -> dict[str, Any]:
    """Return the data of one document. :raises Unprintable:"""
    data: dict[str, Any] = values.of(form, letters)
    code: str | None = getattr(form, "dossier_code", None)
    url: str | None = getattr(form, "tracking_url", None)
    kind = edition.name
    if isinstance(form, WrittenDecision):
        kind = data["kind"]
    elif isinstance(form, Declaration):
        kind = data["title"]
    issued = form.letterhead.issued_on
    return data | {
        "name": kind,
        "title": " ".join(filter(None, [kind, code])),
        "keywords": list(filter(None, [edition.number, code])),
        "edition": {"number": edition.number, "valid_from": vietnam.day_text(edition.valid_from)},
        "issued": values.day(issued) | _parts(issued),
        "barcode": codes.code128(code) if code is not None else None,
        "qr": codes.qr(url, dossier_code=code or "") if url is not None else None,
    }


def _parts(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
