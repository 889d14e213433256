"""The ground truth of a rehearsal: who files what, where and when, and what becomes of it. Pure, and fixed by its seed.

`settle` turns what is demanded into whole numbers, `plan` gives every one of them a life, `expected_table` counts the
lives by the columns of the official form, `script` walks one life through the steps of its process.
"""

from motcua.rehearsal.planning.demand import Assumption, Demand, Impossible, Quota, settle
from motcua.rehearsal.planning.lives import Fate, Life, Origin, Twist, TwistKind
from motcua.rehearsal.planning.people import Names, Person
from motcua.rehearsal.planning.plan import Plan, expected_table, plan
from motcua.rehearsal.planning.presets import PRESETS, Preset
from motcua.rehearsal.planning.script import Act, Deed, script
from motcua.rehearsal.planning.stages import Stage, Stages, UnworkableProcess, stages_of
from motcua.rehearsal.planning.world import Office, Place, Service, Way, World

__all__ = [
    "PRESETS",
    "Act",
    "Assumption",
    "Deed",
    "Demand",
    "Fate",
    "Impossible",
    "Life",
    "Names",
    "Office",
    "Origin",
    "Person",
    "Place",
    "Plan",
    "Preset",
    "Quota",
    "Service",
    "Stage",
    "Stages",
    "Twist",
    "TwistKind",
    "UnworkableProcess",
    "Way",
    "World",
    "expected_table",
    "plan",
    "script",
    "settle",
    "stages_of",
]
