"""Nothing is written into a dossier's journal that its timeline cannot say."""

import re
from pathlib import Path

from motcua.dossiers.queries.timeline import WORDS

ROOT = Path(__file__).resolve().parents[2] / "motcua"
SOURCES = [*(ROOT / "core" / "lifecycle").glob("*.py"), *(ROOT / "results").glob("*.py")]
EVENT = re.compile(r'"((?:dossier|step|part|proposal|consultation|result)\.[a-z_]+)"')


def test_every_event_of_a_dossier_has_its_words():
    told = {kind for source in SOURCES for kind in EVENT.findall(source.read_text(encoding="utf-8"))}
    assert len(told) > 30
    assert told <= WORDS.keys()
