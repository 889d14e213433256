"""A procedure as somebody edits it: every field a text as typed, read back as a record of the common schema.

Texts stay texts; a term, a fee, the kind of a paper may be chosen beside them. What cannot be read is a problem with a
place; nothing typed is ever dropped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.catalog.understand.chosen import FEES, TIME, BadChoice, fees_of, time_of
from motcua.core.vietnam import nfc, tidy
from motcua.web.ui.wording import grouped

LINES: Final = ("name", "field", "decision_number", "executing_agency", "competent_authority", "delegated_agency",
                "coordinating_agency", "receiving_address", "keywords", "issuing_agency")  # fmt: skip
TEXTS: Final = ("steps", "conditions", "description")
MOST: Final = {"methods": 60, "documents": 300, "legal_bases": 150, "results": 60}
COLUMNS: Final = {
    "methods": ("channel", "case", "time_raw", "time_value", "time_unit", "fee_raw", "fees", "description"),
    "documents": ("group", "name", "originals", "copies", "kind"),
    "legal_bases": ("number", "title"),
    "results": ("code", "name"),
}  # fmt: skip
_HIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_LONGEST: Final = 60_000
_AMOUNT: Final = re.compile(
    r"(?P<amount>[\d., ]+)(?:đồng|đ)?\s*(?P<kind>lệ phí|phí|charge|fee)?\s*[:,–-]?\s*(?P<words>.*)", re.I
)
_KINDS: Final = {"phí": "fee", "lệ phí": "levy", "fee": "fee", "charge": "levy"}  # the first two are written back


@dataclass(frozen=True, slots=True)
class Problem:
    """Something typed that cannot be read; `where` is the id of its place on the page."""

    where: str
    words: str


@dataclass(slots=True)
class Typed:
    """The whole record as typed."""

    texts: dict[str, str] = field(default_factory=dict)
    levels: list[str] = field(default_factory=list)
    targets: str = ""  # one a line
    lists: dict[str, list[dict[str, str]]] = field(default_factory=lambda: {name: [] for name in COLUMNS})

    def add(self, name: str) -> int:
        """Put an empty row at the end; return its place."""
        rows = self.lists[name]
        if len(rows) < MOST[name]:
            rows.append(dict.fromkeys(COLUMNS[name], ""))
        return len(rows) - 1

    def remove(self, name: str, at: int) -> None:
        if 0 <= at < len(self.lists[name]):
            self.lists[name].pop(at)

    def move(self, name: str, at: int, by: int) -> None:
        rows = self.lists[name]
        if 0 <= at < len(rows) and 0 <= at + by < len(rows):
            rows.insert(at + by, rows.pop(at))


def of(data: Mapping[str, Any]) -> Typed:
    """Return a record as its editor begins from it."""
    typed = Typed(
        texts={name: str(data.get(name) or "") for name in (*LINES, *TEXTS)},
        levels=[str(each) for each in dict.fromkeys([data.get("level"), *(data.get("levels_portal") or ())]) if each],
        targets="\n".join(str(each) for each in data.get("targets") or ()),
    )
    typed.lists["methods"] = [_method(row) for row in data.get("methods") or ()]
    typed.lists["documents"] = [_texts(row, COLUMNS["documents"]) for row in data.get("documents") or ()]
    typed.lists["legal_bases"] = [_texts(row, COLUMNS["legal_bases"]) for row in data.get("legal_bases") or ()]
    results = data.get("results") or ([{"name": data["results_raw"]}] if data.get("results_raw") else ())
    typed.lists["results"] = [_texts(row, COLUMNS["results"]) for row in results]
    return typed


def posted(data: Any) -> Typed:
    """Return what a form sent."""

    def clean(name: str) -> str:
        return nfc(_HIDDEN.sub("", data.get(name, "")).replace("\r\n", "\n")).strip()[:_LONGEST]

    typed = Typed(
        texts={name: clean(name) for name in (*LINES, *TEXTS)},
        levels=[each[:10] for each in data.getlist("levels")],
        targets=clean("targets"),
    )
    for name, columns in COLUMNS.items():
        count = data.get(name, "")
        rows = min(int(count), MOST[name]) if count.isascii() and count.isdigit() and len(count) < 4 else 0
        typed.lists[name] = [{column: clean(f"{name}.{no}.{column}") for column in columns} for no in range(rows)]
    return typed


def record(typed: Typed, begun: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Read what was typed; what an editor does not show is taken from the record it began from."""
    problems: list[Problem] = []
    data = dict(begun)
    data |= {name: tidy(typed.texts[name]) or None for name in LINES}
    data |= {name: typed.texts[name] or None for name in TEXTS}
    data["level"], data["levels_portal"] = next(iter(typed.levels), None), typed.levels
    data["targets"] = [tidy(line) for line in typed.targets.splitlines() if line.strip()]
    if not data["name"]:
        problems.append(Problem("name", _("Thủ tục phải có tên.")))
    begun_methods = list(begun.get("methods") or ())
    data["methods"] = [
        _read_method(row, no, begun_methods, problems)
        for no, row in enumerate(typed.lists["methods"])
        if any(row.values())
    ]
    data["documents"] = [
        _read_document(row, no, problems) for no, row in enumerate(typed.lists["documents"]) if row["name"]
    ]
    for name in ("legal_bases", "results"):
        rows = typed.lists[name]
        data[name] = [{key: tidy(text) or None for key, text in row.items()} for row in rows if any(row.values())]
    data["results_raw"] = None
    return data, problems


def _method(row: Mapping[str, Any]) -> dict[str, str]:
    chosen = row.get(TIME) or {}
    words = {kind: name for name, kind in reversed(_KINDS.items())}
    fees = (
        f"{grouped(fee['amount_vnd'])} {words.get(fee.get('kind') or '', '')}: {fee.get('words') or ''}"
        for fee in row.get(FEES) or ()
    )
    return {
        "channel": str(row.get("channel") or ""),
        "case": str(row.get("case") or ""),
        "time_raw": str(row.get("time_raw") or ""),
        "time_value": str(chosen.get("value") or "").replace(".", ","),
        "time_unit": str(chosen.get("unit") or ""),
        "fee_raw": str(row.get("fee_raw") or ""),
        "fees": "\n".join(each.replace(" :", ":").rstrip(": ") for each in fees),
        "description": str(row.get("description") or ""),
    }


def _texts(row: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    return {name: "" if row.get(name) is None else str(row[name]) for name in names}


def _read_method(
    row: Mapping[str, str], no: int, begun: list[Mapping[str, Any]], problems: list[Problem]
) -> dict[str, Any]:
    made: dict[str, Any] = {
        "channel": row["channel"],
        "time_raw": row["time_raw"],
        "fee_raw": row["fee_raw"] or None,
        "description": row["description"] or None,
    }
    if row["case"]:
        made["case"] = tidy(row["case"])
    if row["channel"] not in ("DIRECT", "ONLINE", "POSTAL"):
        problems.append(Problem(f"methods.{no}.channel", _("Hãy chọn cách nộp.")))
    if row["time_unit"]:
        made[TIME] = {"value": row["time_value"].replace(",", ".") or "0", "unit": row["time_unit"]}
        try:
            time_of(made)
        except BadChoice:
            del made[TIME]
            problems.append(
                Problem(f"methods.{no}.time_value", _("Thời hạn phải là số phù hợp với đơn vị, lớn hơn 0."))
            )
    elif row["time_value"]:
        problems.append(Problem(f"methods.{no}.time_unit", _("Hãy chọn đơn vị của thời hạn.")))
    if row["fees"]:
        made[FEES] = [_fee(line) for line in row["fees"].splitlines() if line.strip()]
        try:
            fees_of(made)
        except BadChoice:
            del made[FEES]
            words = _(
                "Mỗi dòng một mức: số đồng, rồi “phí” hoặc “lệ phí”, rồi trường hợp áp dụng; ghi 0 nếu không thu."
            )
            problems.append(Problem(f"methods.{no}.fees", words))
    return made


def _fee(line: str) -> dict[str, Any]:
    """Read one amount: 8.000 lệ phí: mỗi bản. One that cannot be read is below zero, which is refused."""
    found = _AMOUNT.fullmatch(line.strip())
    digits = re.sub(r"[., ]", "", found["amount"]) if found else ""
    return {
        "amount_vnd": int(digits) if digits and len(digits) < 13 else -1,
        "kind": _KINDS.get((found["kind"] or "").lower() if found else "", "unknown"),
        "words": tidy(found["words"]) if found else "",
    }


def _read_document(row: Mapping[str, str], no: int, problems: list[Problem]) -> dict[str, Any]:
    made: dict[str, Any] = {"group": tidy(row["group"]) or None, "name": row["name"]}
    for name in ("originals", "copies"):
        text = row[name]
        if text and not (text.isascii() and text.isdigit() and len(text) < 3):
            problems.append(Problem(f"documents.{no}.{name}", _("Số bản là số từ 0 đến 99.")))
        made[name] = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
    if row["kind"]:
        made["kind"] = row["kind"]
    return made
