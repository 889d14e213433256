"""A backup restores; a damaged one is refused."""

import json
import subprocess

import psycopg
import pytest

from motcua.base import postgres
from tests.ground.programs import MOTCUA, ROOT, environment

pytestmark = pytest.mark.slow
EVENT_OF_ANOTHER_SERVER = """
    INSERT INTO journal_journalevent
        (subject, seq, kind, at, recorded_at, actor, details, canonical, previous_hash, hash, txid)
    VALUES ('agency:1', 1, 'agency.renamed', now(), now(), 'system', '{}', '', sha256(''), sha256(''), 5000000000)
"""


def motcua(var, *words):
    return subprocess.run([*MOTCUA, *words], cwd=ROOT, env=environment(var), capture_output=True, text=True)


def rows(server):
    with psycopg.connect(server.url()) as connection:
        return connection.execute("SELECT count(*) FROM django_migrations").fetchone()[0]


def test_what_was_backed_up_comes_back(var):
    paper = var / "files" / "aa" / "paper"
    paper.parent.mkdir(parents=True)
    paper.write_text("giấy chứng sinh")
    with postgres.use(var, quick_and_unsafe=True) as server:
        assert motcua(var, "upgrade").returncode == 0
        before = rows(server)
        with psycopg.connect(server.url(), autocommit=True) as connection:
            connection.execute(EVENT_OF_ANOTHER_SERVER)
        made = motcua(var, "backup", str(var / "backups"), "--json")
        assert made.returncode == 0, made.stderr
        backup = json.loads(made.stdout)["folder"]

        refused = motcua(var, "restore", backup)
        assert (refused.returncode, "--replace" in refused.stderr) == (1, True)

        paper.unlink()
        with psycopg.connect(server.url(), autocommit=True) as connection:
            connection.execute("DELETE FROM django_migrations")
        restored = motcua(var, "restore", backup, "--replace")
        assert restored.returncode == 0, restored.stderr
        assert rows(server) == before > 0
        assert paper.read_text() == "giấy chứng sinh"
        with psycopg.connect(server.url()) as connection:
            ((txid,),) = connection.execute("SELECT max(txid) FROM journal_journalevent").fetchall()
        assert txid <= 0  # below everything this server has given out

        with (var / "backups" / backup / "files.tar").open("ab") as papers:
            papers.write(b"x")
        damaged = motcua(var, "restore", backup, "--replace")
        assert (damaged.returncode, "files.tar" in damaged.stderr) == (1, True)
        assert rows(server) == before


def test_a_folder_that_is_no_backup_is_refused(var):
    with postgres.use(var, quick_and_unsafe=True):
        said = motcua(var, "restore", str(var))
    assert said.returncode == 1
    assert "không phải là một bản sao lưu" in said.stderr
