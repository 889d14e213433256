"""Whether a marking reached under one version of a process could go on under another, and in words why not."""

from __future__ import annotations

from collections.abc import Iterator

from motcua.core.flow.definition import ProcessDef, StepDef
from motcua.core.flow.exploration import Situation, explore
from motcua.core.flow.marking import STANDING, Marking, MarkState, shape
from motcua.core.status_words import Words


def situations(process: ProcessDef) -> frozenset[Situation]:
    """Return every situation a process can get into; none where there are too many to try."""
    space = explore(process)
    return frozenset(space.moves) if space.complete else frozenset()


def misfits(
    before: ProcessDef, after: ProcessDef, marking: Marking, *, known: frozenset[Situation] | None = None
) -> tuple[Words, ...]:
    """Return why `marking`, reached under `before`, cannot go on under `after`; nothing where it can.

    What is open must be the same work of the same people there; what was done must still exist, or nobody could send
    it back; and the whole must be a situation the other version can get into by itself: then no join waits for ever.

    :param known: the situations of `after`, where many markings are asked about.
    """
    standing = [mark for mark in marking.marks if mark.state in STANDING]
    if not standing:
        return ()
    found = tuple(dict.fromkeys(_steps_missing(before, after, marking)))
    if found:
        return found
    there = shape(after, marking)
    if there != shape(before, marking) or there not in (situations(after) if known is None else known):
        return (
            Words(
                "Phiên bản mới có nhánh song song hoặc chỗ chờ nhau mà hồ sơ này chưa đi qua, nên hồ sơ sẽ bị kẹt.",
                "The new version has parallel branches or joins this dossier did not come through: it would be stuck.",
            ),
        )
    return ()


def _steps_missing(before: ProcessDef, after: ProcessDef, marking: Marking) -> Iterator[Words]:
    for mark in marking.marks:
        if mark.state not in STANDING:
            continue
        old, new = before.step(mark.key), after.by_key.get(mark.key)
        if new is None:
            doing = ("đang làm", "now open") if mark.state is MarkState.OPEN else ("đã làm", "already done")
            yield Words(
                f"Bước {doing[0]} “{old.name}” không có trong phiên bản mới.",
                f"The step {doing[1]}, “{old.name}”, is not in the new version.",
            )
        elif mark.state is MarkState.OPEN and _work(old) != _work(new):
            yield Words(
                f"Bước đang làm “{old.name}” trong phiên bản mới do người khác, nơi khác hoặc theo cách khác làm.",
                f"The open step “{old.name}” is done by somebody else, elsewhere or in another way in the new version.",
            )


def _work(step: StepDef) -> tuple[object, ...]:
    """Return what must not change under somebody's hands: the kind of step and who does it."""
    together = step.together if len(step.parts) > 1 else None
    return step.kind, step.sub_process, together, tuple((part.role, part.unit_rule) for part in step.parts)
