"""One published procedure as the catalogue keeps it: every text cleaned, times, fees and papers read, all counted."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

from motcua.catalog.understand import Status, chosen
from motcua.catalog.understand.fees import FeeReading, read_fee
from motcua.catalog.understand.papers import PaperReading, read_paper
from motcua.catalog.understand.text import clean, without_list_mark
from motcua.catalog.understand.times import Duration, TimeReading, TimeUnit, read_time

CHANNELS: Final = {
    "DIRECT": "direct",
    "ONLINE": "online",
    "POSTAL": "postal",
    "trực tiếp": "direct",
    "trực tuyến": "online",
    "dịch vụ bưu chính": "postal",
}
_UNITS: Final = {
    TimeUnit.WORKING_DAY: "working_day",
    TimeUnit.DAY: "calendar_day",
    TimeUnit.HOUR: "working_hour",
    TimeUnit.MONTH: "month",
    TimeUnit.SAME_DAY: "same_day",
}
TEXTS: Final = (
    "decision_number", "issuing_agency", "executing_agency", "competent_authority", "delegated_agency",
    "coordinating_agency", "receiving_address", "steps", "conditions", "description", "keywords", "province",
)  # fmt: skip
NO_FIELD: Final = "Chưa phân lĩnh vực"


@dataclass(slots=True)
class Tally:
    """Rows per field and what became of them: the report of an import."""

    rows: dict[str, Counter[str]] = field(default_factory=dict)
    repairs: dict[str, Counter[str]] = field(default_factory=dict)
    reasons: dict[str, Counter[str]] = field(default_factory=dict)

    def count(self, name: str, outcome: str, reasons: Iterable[str] = ()) -> None:
        """Count one row of a field as understood, text, clerk_must_choose, absent or refused."""
        self.rows.setdefault(name, Counter())[outcome] += 1
        if not isinstance(reasons, tuple) or reasons:
            self.reasons.setdefault(name, Counter()).update(reason for reason in reasons if reason)

    def repaired(self, name: str) -> Counter[str]:
        """Return the counter of repairs of a field."""
        return self.repairs.setdefault(name, Counter())

    def add(self, other: "Tally") -> None:
        """Add another tally to this one."""
        for mine, theirs in ((self.rows, other.rows), (self.repairs, other.repairs), (self.reasons, other.reasons)):
            for name, counts in theirs.items():
                mine.setdefault(name, Counter()).update(counts)


@dataclass(frozen=True, slots=True)
class ChannelContent:
    """One way to file, with its time and fee understood as far as they can be."""

    kind: str
    case: int | None
    description: str
    time_raw: str
    time: TimeReading
    fee_raw: str
    fee: FeeReading
    own_norm: chosen.Norm | None = None  # the term a clerk chose instead of what the text says

    @property
    def norm(self) -> tuple[Decimal | None, str]:
        """Return the value and unit kept for the deadline; both empty when a clerk must choose."""
        return self.own_norm or norm_of(self.time.deadline)


@dataclass(frozen=True, slots=True)
class PaperContent:
    """One row of the list of papers."""

    name: str
    case: int | None
    reading: PaperReading


@dataclass(frozen=True, slots=True)
class Content:
    """A procedure understood, ready to be kept."""

    code: str
    name: str
    field: str
    scope: str
    kind: str
    levels: tuple[str, ...]
    targets: tuple[str, ...]
    texts: dict[str, str]
    cases: tuple[str, ...]
    channels: tuple[ChannelContent, ...]
    papers: tuple[PaperContent, ...]
    legal_bases: tuple[tuple[str, str], ...]
    results: tuple[tuple[str, str], ...]
    said: tuple[str, ...] = ()  # what a clerk said that the texts do not


def norm_of(duration: Duration | None) -> tuple[Decimal | None, str]:
    """Return value and unit in the words of `core.deadline`; zero hours are the same day, a year is twelve months."""
    if duration is None:
        return None, ""
    if duration.unit is TimeUnit.YEAR:
        return duration.value * 12, "month"
    if duration.unit is TimeUnit.HOUR and duration.value == 0:
        return Decimal(0), "same_day"
    return duration.value, _UNITS[duration.unit]


def understand(data: dict[str, Any], tally: Tally) -> Content:
    """Read a record of the common schema; every row is counted in `tally` by what became of it.

    :raises chosen.BadChoice: a clerk's choice in it cannot be read (`readers.checked` refuses such a record).
    """
    cases: dict[str, int] = {}
    said: list[str] = []
    papers = tuple(_papers(data.get("documents") or (), cases, tally, said))
    channels = tuple(_channels(data, cases, tally, said))
    content = Content(
        code=data["code"].strip(),
        name=_text(data, "name", tally).replace("\n", " "),
        field=_text(data, "field", tally).replace("\n", " ") or NO_FIELD,
        scope=data.get("scope") or "unknown",
        kind=data.get("kind") or "",
        levels=_levels(data, tally),
        targets=tuple(_list(data.get("targets"), "targets", tally)),
        texts={key: _text(data, key, tally) for key in TEXTS},
        cases=tuple(cases),
        channels=channels,
        papers=papers,
        legal_bases=tuple(_legal_bases(data.get("legal_bases") or (), tally)),
        results=tuple(_results(data, tally)),
        said=tuple(said),
    )
    tally.count("code", "understood")
    return content


def source_hash(original: dict[str, Any]) -> str:
    """Return the mark of an original: the same text has the same mark."""
    canonical = json.dumps(original, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _text(data: dict[str, Any], key: str, tally: Tally) -> str:
    value = data.get(key)
    if not value:
        tally.count(key, "absent")
        return ""
    tally.count(key, "understood" if key in {"name", "field", "decision_number"} else "text")
    return clean(value, tally.repaired(key))


def _list(values: Iterable[Any] | None, key: str, tally: Tally) -> Iterable[str]:
    found = [clean(str(value), tally.repaired(key)) for value in values or () if value]
    tally.count(key, "understood" if found else "absent")
    return found


def _levels(data: dict[str, Any], tally: Tally) -> tuple[str, ...]:
    found = tuple(dict.fromkeys([*filter(None, [data.get("level")]), *(data.get("levels_portal") or ())]))
    tally.count("level", "understood" if found else "absent")
    return found


def _channels(data: dict[str, Any], cases: dict[str, int], tally: Tally, said: list[str]) -> Iterable[ChannelContent]:
    currencies = data.get("portal_currencies") or ()
    for method in data.get("methods") or ():
        kind = CHANNELS.get((method.get("channel") or "").strip()) or CHANNELS.get(
            (method.get("channel") or "").strip().lower()
        )
        if kind is None:
            tally.count("channel", "refused", [f"kind {method.get('channel')!r:.40}"])
            continue
        tally.count("channel", "understood")
        description = clean(method.get("description") or "", tally.repaired("channel_description"))
        time_raw = clean(method.get("time_raw") or "", tally.repaired("time"))
        fee_raw = clean(method.get("fee_raw") or "", tally.repaired("fee"))
        time, fee = read_time(time_raw, description), read_fee(fee_raw, currencies)
        norm, amounts = chosen.time_of(method), chosen.fees_of(method)
        if norm is not None:
            time = replace(time, status=Status.UNDERSTOOD, deadline=None, defect="")
            said.append(f"time {norm[0]} {norm[1]}")
        if amounts is not None:
            fee = FeeReading(Status.UNDERSTOOD, amounts)
            said += [f"fee {item.amount} {item.kind} {item.words}" for item in amounts]
        _count_time(time, tally)
        _count_fee(fee, tally)
        group = clean(method.get("case") or "", tally.repaired("channel")).replace("\n", " ")
        case = cases.setdefault(group, len(cases)) if group else None
        yield ChannelContent(kind, case, description, time_raw, time, fee_raw, fee, norm)


def _count_time(time: TimeReading, tally: Tally) -> None:
    tally.count("time", str(time.status), [time.defect])


def _count_fee(fee: FeeReading, tally: Tally) -> None:
    tally.count("fee", str(fee.status), fee.defects)
    for defect in fee.defects:
        if defect in {
            "thousands_lost",
            "currency_lost",
            "amount_in_the_note",
            "note_grouping",
            "note_thousands_named_twice",
        }:
            tally.repaired("fee")[defect] += 1


def _papers(
    rows: Iterable[dict[str, Any]], cases: dict[str, int], tally: Tally, said: list[str]
) -> Iterable[PaperContent]:
    for place, row in enumerate(rows):
        name = clean(row.get("name") or "", tally.repaired("paper"))
        if not name:
            tally.count("paper", "refused", ["no name"])
            continue
        bare = without_list_mark(name)
        if bare != name:
            tally.repaired("paper")["list_mark"] += 1
        group = clean(row.get("group") or "", tally.repaired("paper_group")).replace("\n", " ")
        case = cases.setdefault(group, len(cases)) if group else None
        counts = row.get("originals"), row.get("copies")
        reading = read_paper(bare, group, *counts, said=row.get("kind") or "")
        if row.get("kind") and reading.kind != read_paper(bare, group, *counts).kind:
            said.append(f"paper {place} {reading.kind}")
        outcome = "note" if reading.kind == "note" and reading.status is Status.UNDERSTOOD else str(reading.status)
        tally.count("paper", outcome, ["count unknown"] if reading.status is not Status.UNDERSTOOD else ())
        yield PaperContent(bare, case, reading)


def _legal_bases(rows: Iterable[dict[str, Any]], tally: Tally) -> Iterable[tuple[str, str]]:
    for row in rows:
        number = clean(row.get("number") or "", tally.repaired("legal_basis"))
        title = clean(row.get("title") or "", tally.repaired("legal_basis"))
        if number or title:
            tally.count("legal_basis", "understood" if number else "text")
            yield number, title


def _results(data: dict[str, Any], tally: Tally) -> Iterable[tuple[str, str]]:
    rows = data.get("results") or ()
    if rows:
        for row in rows:
            name = clean(row.get("name") or "", tally.repaired("result"))
            tally.count("result", "understood" if row.get("code") else "text")
            yield (row.get("code") or "", name or (row.get("code") or ""))
        return
    text = clean(data.get("results_raw") or "", tally.repaired("result"))
    tally.count("result", "text" if text else "absent")
    if text:
        yield "", text
