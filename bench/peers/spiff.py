"""SpiffWorkflow: the process as BPMN, its state read from PostgreSQL before each step and saved after it."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import psycopg
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from bench import contender
from bench.meter import Cost, metered

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=timezone.utc)  # noqa: UP017
STEPS = {  # the step, whose lane it lies in, and the hours it may take
    "desk": ("reception", 4),
    "assign": ("division_head", 4),
    "examine": ("case_officer", 20),
    "sign": ("agency_leader", 8),
    "issue": ("clerk", 4),
    "hand": ("return_desk", 0),
}
FLOWS = [  # what follows what; a leader who does not agree sends the work back to the case officer
    ("start", "desk", ""),
    ("desk", "assign", ""),
    ("assign", "examine", ""),
    ("examine", "sign", ""),
    ("sign", "agreed", ""),
    ("agreed", "issue", "outcome == 'agreed'"),
    ("agreed", "examine", "outcome == 'rejected'"),
    ("issue", "hand", ""),
    ("hand", "end", ""),
]


def bpmn() -> str:
    """The six steps of the bench's procedure in BPMN 2.0: a lane for each role, and the leader's decision."""
    lanes = "".join(
        f'<bpmn:lane id="{role}" name="{role}"><bpmn:flowNodeRef>{step}</bpmn:flowNodeRef></bpmn:lane>'
        for step, (role, _) in STEPS.items()
    )
    nodes = [("startEvent", "start"), *(("manualTask", step) for step in STEPS)]
    nodes += [("exclusiveGateway", "agreed"), ("endEvent", "end")]
    drawn = "".join(
        f'<bpmn:{kind} id="{name}" name="{name}">'
        + "".join(f"<bpmn:incoming>{a}-{b}</bpmn:incoming>" for a, b, _ in FLOWS if b == name)
        + "".join(f"<bpmn:outgoing>{a}-{b}</bpmn:outgoing>" for a, b, _ in FLOWS if a == name)
        + f"</bpmn:{kind}>"
        for kind, name in nodes
    )
    arrows = "".join(
        f'<bpmn:sequenceFlow id="{a}-{b}" sourceRef="{a}" targetRef="{b}">'
        + (f"<bpmn:conditionExpression>{condition}</bpmn:conditionExpression>" if condition else "")
        + "</bpmn:sequenceFlow>"
        for a, b, condition in FLOWS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions'
        ' xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:bench">'
        '<bpmn:collaboration id="c"><bpmn:participant id="p" name="p" processRef="dossier"/></bpmn:collaboration>'
        f'<bpmn:process id="dossier" isExecutable="true"><bpmn:laneSet id="lanes">{lanes}</bpmn:laneSet>'
        f"{drawn}{arrows}</bpmn:process></bpmn:definitions>"
    )


class Spiff:
    """A row per process holds its serialised state."""

    def __init__(self) -> None:
        self.connection = psycopg.connect(os.environ["DATABASE_URL"])
        self.connection.prepare_threshold = 0
        self.connection.execute("CREATE TABLE IF NOT EXISTS state (id bigserial PRIMARY KEY, state text NOT NULL)")
        self.connection.commit()
        self.backend = self.connection.info.backend_pid
        self.serializer = BpmnWorkflowSerializer()
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "dossier.bpmn")
            file.write_text(bpmn())
            parser = BpmnParser()
            parser.add_bpmn_file(str(file))
            self.spec = parser.get_spec("dossier")

    def begun(self) -> int:
        """A process waiting at its second step."""
        workflow = BpmnWorkflow(self.spec)
        workflow.do_engine_steps()
        self.finish_ready(workflow)
        state = self.serializer.serialize_json(workflow)
        row = self.connection.execute("INSERT INTO state (state) VALUES (%s) RETURNING id", [state]).fetchone()
        assert row is not None
        return int(row[0])

    def finish_ready(self, workflow: BpmnWorkflow) -> None:
        """Finish the step that waits, keeping in the state what the project keeps in the row of a step."""
        (task,) = workflow.get_tasks(state=TaskState.READY, manual=True)
        step = task.task_spec.bpmn_id
        role, hours = STEPS[step]
        outcome = "agreed" if step == "sign" else "done"
        task.data["outcome"] = outcome
        task.data[step] = {
            "role": role,
            "agency": 2,
            "officer": 7,
            "opened_at": NOW.isoformat(),
            "due_at": (NOW + timedelta(hours=hours)).isoformat(),
            "done_at": NOW.isoformat(),
            "done_by": 7,
            "outcome": outcome,
            "note": "",
        }
        task.run()
        workflow.do_engine_steps()

    def step(self, number: int) -> None:
        """Lock and read the state, finish the step that waits, save."""
        with self.connection.transaction():
            row = self.connection.execute("SELECT state FROM state WHERE id = %s FOR UPDATE", [number]).fetchone()
            assert row is not None
            workflow = self.serializer.deserialize_json(row[0])
            self.finish_ready(workflow)
            saved = self.serializer.serialize_json(workflow)
            self.connection.execute("UPDATE state SET state = %s WHERE id = %s", [saved, number])

    def complete_step(self, count: int) -> Cost:
        """Three steps of each process."""
        cost = Cost()
        numbers = [self.begun() for _ in range(-(-count // 3))]
        self.connection.commit()
        for _ in range(3):
            with metered(cost, self.backend, calls=len(numbers)):
                for number in numbers:
                    self.step(number)
        return cost


if __name__ == "__main__":
    contender.serve({"complete_step": Spiff().complete_step})
