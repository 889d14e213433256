"""The stored form comes back exactly, also through a store that forgets the order of keys."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from motcua.core import flow
from tests.factories.flow import a_chain, a_consultation
from tests.factories.flow_strategies import any_definition


def through_jsonb(rows):
    """Store and read back as PostgreSQL's jsonb does: object keys by length, then by bytes."""

    def resorted(value):
        if isinstance(value, dict):
            return {key: resorted(value[key]) for key in sorted(value, key=lambda key: (len(key), key.encode()))}
        return [resorted(item) for item in value] if isinstance(value, list) else value

    return json.loads(json.dumps(resorted(json.loads(json.dumps(rows)))))


@given(any_definition)
def test_a_definition_comes_back_as_it_was(process):
    rows = flow.to_rows(process)
    back = flow.from_rows(through_jsonb(rows))
    assert back == process
    assert [list(step.next) for step in back.steps] == [list(step.next) for step in process.steps]
    assert flow.to_rows(back) == rows


@pytest.mark.parametrize("process", [a_chain(), a_consultation()], ids=["chain", "consultation"])
def test_what_is_ordinary_is_not_stored(process):
    rows = flow.to_rows(process)
    assert "joins" not in rows["steps"][0]
    assert flow.from_rows(rows) == process


def broken(change):
    rows = flow.to_rows(a_chain())
    change(rows)
    return rows


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda rows: rows.update(format=2), "format: expected 1, found 2"),
        (lambda rows: rows.update(steps="none"), "steps: not a list"),
        (lambda rows: rows.update(budgets=[1]), "budgets: not an object"),
        (lambda rows: rows.update(start="a"), "process: start is not a list of texts"),
        (lambda rows: rows.update(version="1"), "process: version is not a whole number"),
        (lambda rows: rows["steps"].insert(1, "x"), "step 2: not an object"),
        (lambda rows: rows["steps"][1].pop("name"), "step 2 (b): name is not a text"),
        (lambda rows: rows["steps"][1].update(hours="many"), "step 2 (b): 'many' is not a number of hours"),
        (lambda rows: rows["steps"][1].update(hours=1.5), "step 2 (b): 1.5 is not a number of hours"),
        (lambda rows: rows["steps"][1].update(hours="NaN"), "step 2 (b): 'NaN' is not a number of hours"),
        (lambda rows: rows["steps"][1].update(role="king"), "step 2 (b): role: unknown value 'king'"),
        (lambda rows: rows["steps"][1].update(next={"done": ["c"]}), "step 2 (b): next is not a list of pairs"),
        (lambda rows: rows["steps"][1].update(next=[["done", "c"]]), "step 2 (b): next: ['done', 'c'] is not a pair"),
        (lambda rows: rows["steps"][1].update(next=[["done", []], ["done", []]]), "outcome 'done' stands twice"),
        (lambda rows: rows["steps"][1].update(performers=[7]), "step 2 (b): a performer is not an object"),
        (lambda rows: rows["steps"][1].update(performers=7), "step 2 (b): performers is not a list"),
    ],
)
def test_a_broken_definition_names_the_place(change, named):
    with pytest.raises(flow.DefinitionError) as refused:
        flow.from_rows(broken(change))
    assert named in str(refused.value)


def test_something_else_altogether_is_refused():
    with pytest.raises(flow.DefinitionError):
        flow.from_rows(["not", "a", "process"])
