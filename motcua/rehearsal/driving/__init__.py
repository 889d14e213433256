"""Driving planned lives through the real verbs: each deed is one call of `dossiers` or `results`, nothing is written
beside them. Works for any planned lives: what it needs to know of the province stands in a `Kit`.
"""

from motcua.rehearsal.driving.cast import Cast
from motcua.rehearsal.driving.crew import Crew, Failed, Stopped
from motcua.rehearsal.driving.shard import Kit, Shard, Tally, drive, shards_of

__all__ = ["Cast", "Crew", "Failed", "Kit", "Shard", "Stopped", "Tally", "drive", "shards_of"]
