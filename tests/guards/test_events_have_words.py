"""Nothing is written into a journal that no page can say: a dossier's timeline, the page of changed settings."""

import re
from pathlib import Path

from motcua.dossiers.queries.timeline import WORDS
from motcua.web.console.logs import wording

ROOT = Path(__file__).resolve().parents[2] / "motcua"
SOURCES = [*(ROOT / "core" / "lifecycle").glob("*.py"), *(ROOT / "results").glob("*.py")]
EVENT = re.compile(r'"((?:dossier|step|part|proposal|consultation|result)\.[a-z_]+)"')


def test_every_event_of_a_dossier_has_its_words():
    told = {kind for source in SOURCES for kind in EVENT.findall(source.read_text(encoding="utf-8"))}
    assert len(told) > 30
    assert told <= WORDS.keys()


SETTINGS = [
    *(path for package in ("catalog", "org", "people") for path in (ROOT / package / "actions").glob("*.py")),
    ROOT / "dossiers" / "actions" / "sharing.py",
]
SETTING = re.compile(
    r'"((?:procedure|process|agency|unit|account|post|role|leave|calendar|code_table|code|sharing)\.[a-z_]+)"'
)
ONES_OWN = {  # what people do with their own account is not a setting
    "account.contact_changed", "account.identity_joined", "account.identity_proved", "account.represented_added",
    "account.represented_changed", "account.represented_removed",
}  # fmt: skip


def test_every_change_of_a_setting_has_its_words():
    told = {kind for source in SETTINGS for kind in SETTING.findall(source.read_text(encoding="utf-8"))} - ONES_OWN
    assert len(told) > 45
    assert told == set(wording.WORDS)
