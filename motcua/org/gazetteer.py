"""Reads the folder of Thanh Hóa's units (2021, early 2025, since July 2025) into agencies, codes and successions.

Pure: files in, rows out. What the files leave open is passed on as findings, never guessed away.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from motcua.core.vietnam import fold, tidy
from motcua.org.refusals import UnreadableData

FIRST_DAY: Final = date(2019, 12, 1)  # law:units-2019
COMMUNE_ROUND: Final = date(2025, 1, 1)  # law:units-2025-01
DEPARTMENT_ROUND: Final = date(2025, 3, 1)
TWO_LEVELS: Final = date(2025, 7, 1)  # law:units-2025-07
NEW_CODES: Final = date(2024, 7, 1)  # some day between two dossiers seen: one of 27/10/2023, one of 23/8/2024
_DAY_BEFORE: Final = {
    COMMUNE_ROUND: date(2024, 12, 31),
    DEPARTMENT_ROUND: date(2025, 2, 28),
    TWO_LEVELS: date(2025, 6, 30),
    NEW_CODES: date(2024, 6, 30),
}
_KIND_WORDS: Final = ("Thành phố", "Thị trấn", "Thị xã", "Đặc khu", "Phường", "Huyện", "Tỉnh", "Xã")
# Seen on real dossiers; no public source holds the table of codes, so every other code is left out.
_SEEN_CODES: Final = {
    "Sở Tư pháp": (("old", "000.00.14.H56"), ("new", "H56.14")),
    "Sở Giao thông vận tải": (("old", "000.00.06.H56"),),
}
_DERIVED: Final = "Suy ra từ bảng ánh xạ xã: nhiệm vụ cấp huyện chuyển về xã hoặc tỉnh."


@dataclass(frozen=True, slots=True)
class CodeRow:
    scheme: str
    code: str
    valid_from: date
    valid_to: date | None
    is_placeholder: bool = False


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency for one period; `key` is what a second import finds it by."""

    key: str
    name: str
    short_name: str
    level: str
    kind: str
    parent: str | None
    valid_from: date
    valid_to: date | None = None
    is_one_stop: bool = False
    evidence: str = ""
    is_verified: bool = True
    codes: tuple[CodeRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    predecessor: str
    successor: str
    on: date
    part: bool = False
    is_default: bool = True
    is_verified: bool = True
    note: str = ""


@dataclass(slots=True)
class Gazetteer:
    """Everything the folder says; `findings` by kind, each a sentence."""

    agencies: dict[str, AgencyRow] = field(default_factory=dict)
    successions: dict[tuple[str, str], SuccessionRow] = field(default_factory=dict)
    findings: dict[str, list[str]] = field(default_factory=dict)

    def add(self, row: AgencyRow) -> None:
        self.agencies[row.key] = row

    def succeed(self, row: SuccessionRow) -> None:
        if row.predecessor != row.successor:
            self.successions.setdefault((row.predecessor, row.successor), row)

    def found(self, kind: str, sentence: str) -> None:
        self.findings.setdefault(kind, []).append(sentence)


def read(folder: Path) -> Gazetteer:
    """Read the folder. :raises UnreadableData: a file is missing, cut short or contradicts the others."""
    files = {
        name: _json(folder / f"{name}.json")
        for name in ("units_2021", "units_2025h1", "units_2025-07", "commune_mapping_2021_2025", "departments")
    }
    gazetteer = Gazetteer()
    try:
        _province(gazetteer, files["units_2021"]["province"], files["departments"]["identifier_codes"])
        _districts(gazetteer, files["units_2021"]["districts"], files["units_2025h1"]["districts"])
        communes = _communes(gazetteer, files["units_2021"]["communes"], files["units_2025h1"]["communes"])
        _new_communes(gazetteer, files["units_2025-07"]["communes"])
        _mapping(gazetteer, files["commune_mapping_2021_2025"]["rows"], *communes)
        _departments(gazetteer, files["departments"])
    except (KeyError, TypeError, AttributeError) as wrong:
        raise UnreadableData(
            file=str(folder), reason_vi=f"thiếu hoặc sai mục {wrong}", reason_en=f"missing or wrong entry {wrong}"
        ) from wrong
    _names_taken_over(gazetteer)
    return gazetteer


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableData(
            file=path.name, reason_vi="không mở được tệp", reason_en="the file cannot be opened"
        ) from error
    except ValueError as error:
        raise UnreadableData(
            file=path.name, reason_vi="tệp bị cắt hoặc không phải JSON", reason_en="the file is cut or not JSON"
        ) from error


def _place(name: str) -> tuple[str, str]:
    """Return the People's Committee and the place: `UBND xã Hà Long`, `Xã Hà Long`."""
    tidied = tidy(name)
    for kind in _KIND_WORDS:
        if tidied.lower().startswith(kind.lower() + " "):
            rest = tidied[len(kind) :]
            return f"UBND {kind.lower()}{rest}", kind + rest
    return f"UBND {tidied}", tidied


def _province(gazetteer: Gazetteer, row: Mapping[str, str], codes: Mapping[str, str]) -> None:
    name, short_name = _place(row["name"])
    top = codes["province_old"].rsplit(".", 1)[-1]
    gazetteer.add(
        AgencyRow(
            key="province",
            name=name,
            short_name=short_name,
            level="province",
            kind="tinh",
            parent=None,
            valid_from=FIRST_DAY,
            codes=(
                CodeRow("gso", row["code"], FIRST_DAY, None),
                CodeRow("old", codes["province_old"], FIRST_DAY, _DAY_BEFORE[NEW_CODES]),
                CodeRow("new", top, NEW_CODES, None),
            ),
        )
    )


def _districts(gazetteer: Gazetteer, before: Iterable[Mapping[str, str]], after: Iterable[Mapping[str, str]]) -> None:
    left = {row["code"] for row in after}
    for row in before:
        last_day = _DAY_BEFORE[TWO_LEVELS if row["code"] in left else COMMUNE_ROUND]
        name, short_name = _place(row["name"])
        gazetteer.add(
            AgencyRow(
                key=f"district:{row['code']}",
                name=name,
                short_name=short_name,
                level="district",
                kind=_kind(short_name),
                parent="province",
                valid_from=FIRST_DAY,
                valid_to=last_day,
                is_one_stop=True,
                codes=(CodeRow("gso", row["code"], FIRST_DAY, last_day),),
            )
        )


def _kind(short_name: str) -> str:
    word = next((kind for kind in _KIND_WORDS if short_name.startswith(kind)), "")
    return fold(word).replace(" ", "_")


def _commune(row: Mapping[str, Any], key: str, since: date, until: date | None, parent: str) -> AgencyRow:
    name, short_name = _place(row["name"])
    return AgencyRow(
        key=key,
        name=name,
        short_name=short_name,
        level="commune",
        kind=row["type"],
        parent=parent,
        valid_from=since,
        valid_to=until,
        is_one_stop=True,
        codes=(CodeRow("gso", row["code"], since, until),),
    )


def _communes(
    gazetteer: Gazetteer, before: Iterable[Mapping[str, str]], after: Iterable[Mapping[str, str]]
) -> tuple[dict[str, str], dict[str, str]]:
    """Add the communes of 2021 and of 2025; return the keys by code. Same name, kind, district: same agency."""
    later = {row["code"]: row for row in after}
    keys_before, keys_after = {}, {}
    for row in before:
        code, key = row["code"], f"commune:2021:{row['code']}"
        keys_before[code] = key
        then = later.get(code)
        if then is not None and _same(row, then):
            keys_after[code] = key
            _note_spelling(gazetteer, row, then)
            gazetteer.add(_commune(then, key, FIRST_DAY, _DAY_BEFORE[TWO_LEVELS], f"district:{row['district_code']}"))
        else:
            gazetteer.add(_commune(row, key, FIRST_DAY, _DAY_BEFORE[COMMUNE_ROUND], f"district:{row['district_code']}"))
    for code, row in later.items():
        if code not in keys_after:
            key = keys_after[code] = f"commune:2025h1:{code}"
            gazetteer.add(
                _commune(row, key, COMMUNE_ROUND, _DAY_BEFORE[TWO_LEVELS], f"district:{row['district_code']}")
            )
    return keys_before, keys_after


def _same(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    alike = ("type", "district_code")
    return fold(before["name"]) == fold(after["name"]) and all(before[k] == after[k] for k in alike)


def _note_spelling(gazetteer: Gazetteer, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    if before["name"] != after["name"]:
        gazetteer.found("spelling", f"{before['code']}: {before['name']} → {after['name']}")


def _new_communes(gazetteer: Gazetteer, rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        agency = _commune(row, f"commune:2025-07:{row['code']}", TWO_LEVELS, None, "province")
        rival = row.get("code_in_vietnam_provinces_2025_10_1")
        if rival:
            agency = replace(agency, evidence=f"Nguồn khác ghi mã {rival}.", is_verified=False)
            gazetteer.found("competing_codes", f"{agency.short_name}: {row['code']} / {rival}")
        gazetteer.add(agency)


def _mapping(
    gazetteer: Gazetteer, rows: Iterable[Mapping[str, Any]], before: Mapping[str, str], after: Mapping[str, str]
) -> None:
    district_heirs: dict[str, set[str]] = {}
    for row in rows:
        old, then = before[row["code_2021"]], after[row["h1_2025"]["code"]]
        evidence = row.get("evidence", "")
        is_verified = "unverified" not in evidence
        if not is_verified:
            gazetteer.found("unverified_successors", f"{row['code_2021']} {row['name_2021']}: {evidence}")
        gazetteer.succeed(SuccessionRow(old, then, COMMUNE_ROUND, is_verified=is_verified, note=evidence))
        heirs = [
            SuccessionRow(then, f"commune:2025-07:{heir['code']}", TWO_LEVELS, heir["part"] == "part", heir["default"])
            for heir in row["since_2025_07"]
        ]
        _check_known(gazetteer, heirs)
        if row["code_2021"] != row["h1_2025"]["code"]:
            continue  # a merged commune: its heirs are those of the commune it went into
        if len(heirs) > 1:
            names = ", ".join(gazetteer.agencies[heir.successor].short_name for heir in heirs)
            gazetteer.found("splits", f"{gazetteer.agencies[then].short_name} → {names}")
        for heir in heirs:
            gazetteer.succeed(heir)
            parent = gazetteer.agencies[then].parent or ""
            district_heirs.setdefault(parent, set()).add(heir.successor)
    _district_heirs(gazetteer, district_heirs)


def _check_known(gazetteer: Gazetteer, heirs: Iterable[SuccessionRow]) -> None:
    for heir in heirs:
        if heir.successor not in gazetteer.agencies:
            raise KeyError(heir.successor)


def _district_heirs(gazetteer: Gazetteer, heirs: Mapping[str, set[str]]) -> None:
    """Derive who has what a district had: the communes on its ground; for one merged away, the district it joined."""
    for district, communes in heirs.items():
        for commune in sorted(communes):
            gazetteer.succeed(
                SuccessionRow(
                    district, commune, TWO_LEVELS, part=True, is_default=False, is_verified=False, note=_DERIVED
                )
            )
    moved = Counter(
        (gazetteer.agencies[s.predecessor].parent, gazetteer.agencies[s.successor].parent)
        for s in gazetteer.successions.values()
        if s.on == COMMUNE_ROUND
    )
    for (old, new), count in moved.items():
        ended = old and gazetteer.agencies[old].valid_to == _DAY_BEFORE[COMMUNE_ROUND]
        if old and new and old != new and ended:
            note = f"{count} xã, phường, thị trấn chuyển sang."
            gazetteer.succeed(SuccessionRow(old, new, COMMUNE_ROUND, note=note))


def _departments(gazetteer: Gazetteer, data: Mapping[str, Any]) -> None:
    words = data["evidence_keys"]
    later = {row["name"]: row for row in data["departments_2025"]}
    for row in data["departments_2021"]:
        last_day = None if row["name"] in later else _DAY_BEFORE[DEPARTMENT_ROUND]
        gazetteer.add(_department(later.get(row["name"], row), words, FIRST_DAY, last_day))
    for row in data["departments_2025"]:
        key = _department_key(row["name"])
        if key not in gazetteer.agencies:
            gazetteer.add(_department(row, words, DEPARTMENT_ROUND, None))
        for name in row["merged_from"]:
            gazetteer.succeed(
                SuccessionRow(_department_key(name), key, DEPARTMENT_ROUND, is_verified=row["evidence"] != "m")
            )
    for row in data["vertical_agencies"]:
        agency = _department(row, words, FIRST_DAY, None)
        gazetteer.add(replace(agency, level="central", kind="nganh_doc"))
    centre = data["one_stop_points"]["provincial_centre"]
    gazetteer.add(
        AgencyRow(
            key="centre",
            name=tidy(centre["name"].split("(")[0]),
            short_name="Trung tâm Phục vụ hành chính công tỉnh",
            level="centre",
            kind="trung_tam",
            parent=_department_key("Văn phòng UBND tỉnh"),
            valid_from=FIRST_DAY,
            is_one_stop=True,
            evidence=words[centre["evidence"]],
        )
    )


def _department_key(name: str) -> str:
    return "department:" + fold(name).replace(",", "").replace(" - ", "-").replace(" ", "-")


def _department(row: Mapping[str, Any], words: Mapping[str, str], since: date, until: date | None) -> AgencyRow:
    name = tidy(row["name"])
    seen = dict(_SEEN_CODES.get(name, ()))
    codes = tuple(
        CodeRow(scheme, code, NEW_CODES, until)
        if scheme == "new"
        else CodeRow(scheme, code, since, _DAY_BEFORE[NEW_CODES] if "new" in seen else until)
        for scheme, code in seen.items()
    )
    return AgencyRow(
        key=_department_key(name),
        name=name,
        short_name=name,
        level="department",
        kind="so",
        parent="province",
        valid_from=since,
        valid_to=until,
        evidence=words[row["evidence"]],
        is_verified=row["evidence"] != "m",
        codes=codes,
    )


def _names_taken_over(gazetteer: Gazetteer) -> None:
    """Find names that went over to another commune in the same district: a name is no key."""
    communes = [row for row in gazetteer.agencies.values() if row.level == "commune"]
    had = {(row.parent, row.short_name): row for row in communes if row.valid_from == FIRST_DAY}
    for row in communes:
        earlier = had.get((row.parent, row.short_name))
        if row.valid_from == COMMUNE_ROUND and earlier and earlier.codes[0].code != row.codes[0].code:
            gazetteer.found("names_taken_over", f"{row.short_name}: {earlier.codes[0].code} → {row.codes[0].code}")
