"""The parser against 118 real texts a person has read: what it claims to understand is what the person understood."""

import json
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from motcua.catalog.understand.fees import read_fee
from motcua.catalog.understand.times import TimeUnit, read_time

TODAY = date(2026, 11, 23)
SHARE = Decimal("0.95")


@pytest.fixture(scope="module")
def examples(shared_data):
    lines = (shared_data / "procedures" / "time_fee_examples.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["hand_checked"]]


def _ours(row):
    if row["type"] == "fee":
        return read_fee(row["raw"]).charge_on(TODAY)
    found = read_time(row["raw"], row.get("description")).deadline
    if found is None:
        return None
    return found.value, "WORKING_DAY" if found.unit is TimeUnit.SAME_DAY else str(found.unit)


def _theirs(row):
    if row["type"] == "fee":
        amount = row["parse"]["charge_automatically"]
        return None if amount is None else Decimal(str(amount))
    deadline = row["parse"]["deadline"]
    return None if deadline is None else (Decimal(str(deadline["value"])), deadline["unit"])


def test_no_deadline_and_no_charge_is_silently_wrong(examples):
    wrong = [row["id"] for row in examples if _ours(row) is not None and _ours(row) != _theirs(row)]
    assert wrong == []


def test_the_share_understood_as_a_person_does(examples, record_property):
    matched = Counter(row["type"] for row in examples if _ours(row) == _theirs(row))
    record_property("matched", dict(matched))
    print(f"times {matched['time']} of 63, fees {matched['fee']} of 55")
    assert len(examples) == 118
    assert matched.total() >= SHARE * len(examples)
