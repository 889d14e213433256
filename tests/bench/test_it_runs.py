"""Every part of the bench runs from beginning to end, with numbers too small to say how fast."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.million.pages import PAGES
from bench.peers import environment

ROOT = Path(__file__).resolve().parents[2]


def run(tmp_path: Path, *parts: str) -> dict[str, dict]:
    """Run parts of the bench as its user does; return what it kept."""
    told = {name: value for name, value in os.environ.items() if not name.startswith(("MOTCUA_", "BENCH"))}
    told |= {"BENCH": "quick", "BENCH_ONLY": ",".join(parts), "BENCH_DOSSIERS": "300", "MOTCUA_VAR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-m", "bench"], cwd=ROOT, env=told, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = (tmp_path / "bench").glob("*.json")
    assert [path for path in (tmp_path / "bench").iterdir() if path != file] == []  # the server and its data are gone
    return json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_verbs_a_request_and_a_province_are_measured(tmp_path):
    found = run(tmp_path, "worktime", "verbs", "door", "million")
    ratios = {figure["name"]: figure["value"] for part in ("verbs", "door") for figure in found[part]["figures"]}
    assert len(ratios) == 10
    assert all(0.2 < ratio < 200 for ratio in ratios.values())
    province = {figure["name"]: figure for figure in found["million"]["figures"]}
    assert province["dossiers"]["value"] == 300
    pages = [figure for name, figure in province.items() if name.startswith("page: ")]
    assert len(pages) == len(PAGES)
    assert all(figure["value"] > 0 and figure["most"] == 150 for figure in pages)
    proved = [name for name, figure in province.items() if isinstance(figure["value"], bool)]
    assert len(proved) == 8
    assert [name for name in proved if not province[name]["met"]] == []


@pytest.mark.slow
def test_the_engines_a_user_might_have_picked_are_measured(tmp_path):
    try:
        environment.python()
    except environment.PeersMissing as missing:
        pytest.skip(str(missing))
    named = [figure["name"] for figure in run(tmp_path, "peers")["peers"]["figures"]]
    for engine in ("SpiffWorkflow", "viewflow"):
        assert any(name.endswith(f"ours ÷ {engine}") for name in named), named
