"""`make` and set-up as a person meets them."""

import json
import shutil
import subprocess
import sys
import time

import pytest

from config import prepare
from tests.guards.sources import ROOT


def make(*words, **more):
    return subprocess.run(["make", "--no-print-directory", *words], cwd=ROOT, capture_output=True, text=True, **more)


def test_help_has_one_line_for_each_command():
    names = [line.split()[1] for line in make("help").stdout.splitlines()]
    assert names == ["help", "setup", "run", "test", "check", "bench"]


def test_an_old_python_is_said_in_one_sentence():
    said = make("setup", "PYTHON=")
    assert said.returncode != 0
    assert said.stderr.splitlines()[0].startswith("✗ Cần Python 3.11 trở lên")


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("error: Failed to fetch: `https://mirror.example/uv/`", "Không tải được uv"),
        ("npm error code EAI_AGAIN", "Không tải được uv"),
        ("npm error code SELF_SIGNED_CERT_IN_CHAIN", "Không tải được uv: máy này không tin chứng chỉ"),
        ("error: Failed to fetch\n invalid peer certificate: UnknownIssuer", "Không tải được uv: máy này không tin"),
        ("Could not find a version … No matching distribution found for uv==0.13.9", "Không tải được uv"),
        ("OSError: [Errno 28] No space left on device", "Hết dung lượng đĩa"),
        ("PermissionError: [Errno 13] Permission denied: '/srv/var/static'", "Không ghi được /srv/var/static"),
        ("OSError: [Errno 30] Read-only file system: '/srv/var'", "Không ghi được /srv/var"),
        ("npm error code EINTEGRITY", "Bước uv không thành công"),
    ],
)
def test_a_failed_step_says_why_in_one_sentence(output, sentence):
    said = prepare._why("uv", output)
    assert said.startswith(sentence)
    assert " / " in said
    assert "\n" not in said


def test_without_network_set_up_stops_with_one_sentence(tmp_path):
    for name in ("config/prepare.py", "locks/build.txt", "locks/run.txt", "config/settings.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy2(ROOT / name, tmp_path / name)
    nowhere = "http://127.0.0.1:1"
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1"}
    environment |= {"https_proxy": nowhere, "http_proxy": nowhere, "PIP_CONFIG_FILE": "/dev/null"}
    done = subprocess.run(
        [sys.executable, "config/prepare.py", "run"], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.startswith("✗ Không tải được uv: máy không ra được mạng"), done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_download_that_never_ends_is_ended_with_all_it_began_and_said_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(prepare, "LOG", tmp_path / "setup.log")
    left = tmp_path / "left"
    with pytest.raises(prepare.Stopped) as stopped:
        prepare._run("sh", "-c", f"(sleep 2; touch {left}) & echo begun; wait", what="npm", seconds=0.3)
    assert str(stopped.value).startswith("Không tải được npm: quá")
    assert "\n" not in str(stopped.value)
    assert "begun" in (tmp_path / "setup.log").read_text()
    time.sleep(2.2)
    assert not left.exists()


def test_no_lock_names_a_registry():
    for lock in (ROOT / "assets").rglob("package-lock.json"):
        if "node_modules" not in lock.parts:
            rows = json.loads(lock.read_text())["packages"]
            assert all("resolved" not in row and (not name or "integrity" in row) for name, row in rows.items())


def test_a_step_is_done_once_and_again_when_its_source_changes(tmp_path, monkeypatch):
    monkeypatch.setattr(prepare, "VENV", tmp_path)
    source = tmp_path / "source"
    source.write_text("one")
    done = []
    for change in ("one", "one", "two", "two"):
        source.write_text(change)
        prepare._step("Bước", "step", [source], lambda: done.append(1))
    assert len(done) == 2


@pytest.mark.parametrize("source", sorted(prepare.SHIPPED))
def test_what_is_shipped_from_npm_is_here(source):
    vendor = ROOT / "assets" / "vendor"
    if not vendor.is_dir():
        pytest.skip("set-up has not run here (make setup)")
    assert (vendor / prepare.SHIPPED[source] / source.rsplit("/", 1)[1]).stat().st_size > 0
