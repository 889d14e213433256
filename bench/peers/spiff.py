"""SpiffWorkflow: the process as BPMN; its state read from PostgreSQL before each step and saved after it.

What waits for whom stands in a table beside the state, as its own web application keeps it: the state can be asked
nothing in SQL. With the word `apart` the process itself is not saved with every dossier but once, through a converter
of our own: what its documentation leaves to one who knows it well.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.serializer.config import DEFAULT_CONFIG
from SpiffWorkflow.bpmn.serializer.default.workflow import BpmnWorkflowConverter
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from bench import contender
from bench.meter import Cost, metered

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=timezone.utc)  # noqa: UP017
OFFICER = 7
TABLES = """
    CREATE TABLE state (id bigserial PRIMARY KEY, state text NOT NULL);
    CREATE TABLE human_task (
        guid uuid PRIMARY KEY, process bigint NOT NULL REFERENCES state, step text NOT NULL, role text NOT NULL,
        unit text NOT NULL, officer bigint NOT NULL, opened_at timestamptz NOT NULL, due_at timestamptz,
        done_at timestamptz, done_by bigint, outcome text NOT NULL DEFAULT '', note text NOT NULL DEFAULT '');
    CREATE INDEX inbox ON human_task (officer, due_at) WHERE done_at IS NULL;
"""
OPEN = """INSERT INTO human_task (guid, process, step, role, unit, officer, opened_at, due_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"""
HELD = """SELECT s.id, s.state FROM human_task t JOIN state s ON s.id = t.process
    WHERE t.guid = %s AND t.officer = %s AND t.done_at IS NULL FOR UPDATE OF s"""
WAITING = "SELECT guid FROM human_task WHERE process = ANY(%s) AND done_at IS NULL ORDER BY process"
DONE = "UPDATE human_task SET done_at = %s, done_by = %s, outcome = %s, note = %s WHERE guid = %s"


def flows(steps: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """What follows what, and on which condition: a step of several answers has a gateway behind it."""
    yield "start", steps[0]["key"], ""
    for step in steps:
        if len(step["next"]) == 1:
            (following,) = step["next"].values()
            yield step["key"], following or "end", ""
            continue
        yield step["key"], f"{step['key']}_answer", ""
        for outcome, following in step["next"].items():
            yield f"{step['key']}_answer", following or "end", f"outcome == '{outcome}'"


def bpmn(steps: list[dict[str, Any]]) -> str:
    """The process in BPMN 2.0, a lane for each role."""
    arrows = list(flows(steps))
    lanes = "".join(
        f'<bpmn:lane id="{role}" name="{role}">'
        + "".join(f"<bpmn:flowNodeRef>{step['key']}</bpmn:flowNodeRef>" for step in steps if step["role"] == role)
        + "</bpmn:lane>"
        for role in dict.fromkeys(step["role"] for step in steps)
    )
    nodes = [("startEvent", "start"), *(("manualTask", step["key"]) for step in steps), ("endEvent", "end")]
    nodes += [("exclusiveGateway", f"{step['key']}_answer") for step in steps if len(step["next"]) > 1]
    drawn = "".join(
        f'<bpmn:{kind} id="{name}" name="{name}">'
        + "".join(f"<bpmn:incoming>{a}-{b}</bpmn:incoming>" for a, b, _ in arrows if b == name)
        + "".join(f"<bpmn:outgoing>{a}-{b}</bpmn:outgoing>" for a, b, _ in arrows if a == name)
        + f"</bpmn:{kind}>"
        for kind, name in nodes
    )
    drawn += "".join(
        f'<bpmn:sequenceFlow id="{a}-{b}" sourceRef="{a}" targetRef="{b}">'
        + (f"<bpmn:conditionExpression>{condition}</bpmn:conditionExpression>" if condition else "")
        + "</bpmn:sequenceFlow>"
        for a, b, condition in arrows
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions'
        ' xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:bench">'
        '<bpmn:collaboration id="c"><bpmn:participant id="p" name="p" processRef="dossier"/></bpmn:collaboration>'
        f'<bpmn:process id="dossier" isExecutable="true"><bpmn:laneSet id="lanes">{lanes}</bpmn:laneSet>'
        f"{drawn}</bpmn:process></bpmn:definitions>"
    )


def parsed(steps: list[dict[str, Any]]) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "dossier.bpmn")
        file.write_text(bpmn(steps), encoding="utf-8")
        parser = BpmnParser()
        parser.add_bpmn_file(str(file))
        return parser.get_spec("dossier")


def serializer(spec: Any, *, apart: bool) -> BpmnWorkflowSerializer:
    """The one it comes with; or one that leaves the process out of every dossier's state."""
    if not apart:
        return BpmnWorkflowSerializer()

    class Apart(BpmnWorkflowConverter):
        def to_dict(self, workflow: Any) -> Any:
            kept = super(BpmnWorkflowConverter, self).to_dict(workflow)
            kept["subprocesses"] = self.mapping_to_dict(workflow.subprocesses)
            kept["bpmn_events"] = self.registry.convert(workflow.bpmn_events)
            return kept

        def from_dict(self, dct: Any) -> Any:
            workflow = self.target_class(spec, {}, deserializing=True)
            workflow.tasks = self.mapping_from_dict(dct["tasks"], UUID, workflow=workflow)
            workflow.task_tree = workflow.tasks.get(UUID(dct["root"]))
            self.set_default_attributes(workflow, dct)
            self.subprocesses_from_dict(dct["subprocesses"], workflow)
            workflow.bpmn_events = self.registry.restore(dct.pop("bpmn_events", []))
            return workflow

    return BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure(DEFAULT_CONFIG | {BpmnWorkflow: Apart}))


class Spiff:
    """A row per process holds its serialised state."""

    def __init__(self, plan_file: str, *, apart: bool) -> None:
        self.steps = {step["key"]: step for step in json.loads(Path(plan_file).read_text(encoding="utf-8"))["steps"]}
        self.connection = psycopg.connect(os.environ["DATABASE_URL"])
        self.connection.execute(TABLES)
        self.connection.commit()
        self.connection.prepare_threshold = 0
        self.backend = self.connection.info.backend_pid
        self.spec = parsed(list(self.steps.values()))
        self.serializer = serializer(self.spec, apart=apart)
        self.batch: list[int] = []

    def begin(self, count: int) -> Cost:
        """So many processes that wait at their second step."""
        self.batch = [self.begun() for _ in range(count)]
        self.step(count)
        return Cost(calls=count)

    def step(self, count: int) -> Cost:
        """The step that waits in each."""
        todo = [guid for (guid,) in self.connection.execute(WAITING, [self.batch])]
        self.connection.commit()
        cost = Cost()
        with metered(cost, self.backend, calls=len(todo)):
            for guid in todo:
                self.finish(guid)
        return cost

    def begun(self) -> int:
        workflow = BpmnWorkflow(self.spec)
        workflow.do_engine_steps()
        with self.connection.transaction():
            state = self.serializer.serialize_json(workflow)
            row = self.connection.execute("INSERT INTO state (state) VALUES (%s) RETURNING id", [state]).fetchone()
            assert row is not None
            self.opened(int(row[0]), workflow)
        return int(row[0])

    def opened(self, number: int, workflow: Any) -> None:
        """Note what waits now."""
        for task in workflow.get_tasks(state=TaskState.READY, manual=True):
            step = self.steps[task.task_spec.bpmn_id]
            due = NOW + timedelta(hours=step["hours"])
            self.connection.execute(OPEN, [task.id, number, step["key"], step["role"], step["unit"], OFFICER, NOW, due])

    def finish(self, guid: UUID) -> None:
        """Lock and read the state of a step that is the officer's to do, finish it, save state and inbox."""
        with self.connection.transaction():
            row = self.connection.execute(HELD, [guid, OFFICER]).fetchone()
            assert row is not None
            number, state = row
            workflow = self.serializer.deserialize_json(state)
            task = workflow.get_task_from_id(guid)
            outcome = self.steps[task.task_spec.bpmn_id]["main"]
            task.data["outcome"] = outcome
            task.run()
            workflow.do_engine_steps()
            saved = self.serializer.serialize_json(workflow)
            with self.connection.pipeline():
                self.connection.execute("UPDATE state SET state = %s WHERE id = %s", [saved, number])
                self.connection.execute(DONE, [NOW, OFFICER, outcome, "Đồng ý", task.id])
                self.opened(number, workflow)


if __name__ == "__main__":
    spiff = Spiff(sys.argv[1], apart="apart" in sys.argv[2:])
    contender.serve({"begin": spiff.begin, "step": spiff.step})
