"""A process got a new version: running dossiers stay with theirs, or are moved by a recorded decision."""

from datetime import datetime

from motcua.catalog import queries as catalog
from motcua.core import lifecycle
from motcua.core.lifecycle import Actor, Change, Decision, Dossier, Rules
from motcua.core.vietnam import ZONE
from motcua.dossiers import commit
from motcua.dossiers.commit import Moved


def adopt_process(*, dossier_id: int, process_version_id: int, decision: Decision, by: Actor, now: datetime) -> Moved:
    """Bind one dossier to another version of its process. One that follows it already is left as it is.

    :raises lifecycle.OtherProcess: the version is another process's, a draft or not yet in force.
    :raises lifecycle.ProcessDoesNotFit: the dossier stands where that version cannot take it on.
    """

    def decide(dossier: Dossier, rules: Rules) -> Change | None:
        if rules.process_version_id == process_version_id:
            return None
        if not catalog.may_succeed(rules.process_version_id, process_version_id, on=now.astimezone(ZONE).date()):
            raise lifecycle.OtherProcess
        to = catalog.process(process_version_id)
        return lifecycle.adopt_process(
            dossier, to=to, version_id=process_version_id, decision=decision, by=by, now=now, rules=rules
        )

    return commit.move(decide, dossier_id=dossier_id, by=by, verb="adopt_process", now=now)
