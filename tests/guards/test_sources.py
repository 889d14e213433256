"""What a committed file never holds: a registry's address, a developer's folder, a file from another host."""

import re

import pytest

from tests.guards import sources

REGISTRIES = re.compile(
    r"registry\.(npmjs|yarnpkg)|py"
    r"pi\.(org|python)|python"
    r"hosted\.org|npm\.pkg\.github|proxy\.golang"
    r"|--(extra-)?index"
    r"-url\s+\S|/simple"
    r"/?[\"'\s]|\"resolved\":",
    re.IGNORECASE,
)
DEVELOPERS_FOLDER = re.compile(r"(?<![\w.])/(work|root|Users|home/(?!motcua\b)\w+)/\w")
ELSEWHERE = re.compile(
    r"""(<(script|img|iframe|source|link|video|audio|embed|object|use|image)\b[^>]*\b(src|href|srcset|data)\s*=\s*["']?\s*(https?:)?//"""
    r"""|url\(\s*["']?(https?:)?//|@import\s+["'](https?:)?//|\b(import|fetch|EventSource|importScripts)\s*\(?\s*["'`](https?:)?//)""",
    re.IGNORECASE,
)
THIS_FILE = "tests/guards/test_sources.py"


def found(pattern, *suffixes):
    return [f"{where}: {line.strip()[:100]}" for where, line in sources.lines(*suffixes)
            if pattern.search(line) and not where.startswith(THIS_FILE)]  # fmt: skip


def test_no_committed_file_names_a_package_registry():
    assert found(REGISTRIES) == []


def test_no_committed_file_holds_a_path_of_somebodys_machine():
    assert found(DEVELOPERS_FOLDER) == []


def test_no_page_asks_for_a_file_from_another_host():
    assert found(ELSEWHERE, ".html", ".css", ".js", ".svg") == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (REGISTRIES, "https://registry." + "npmjs.org/x"),
        (REGISTRIES, "--index-" + "url https://mirror/x"),
        (REGISTRIES, '      "resolved": "https://x/y.tgz"'),
        (DEVELOPERS_FOLDER, "path = '/" + "home/lan/project'"),
        (DEVELOPERS_FOLDER, "see /" + "work/x"),
        (ELSEWHERE, '<script src="https://cdn.example/x.js">'),
        (ELSEWHERE, "<link rel=stylesheet href=//fonts.example/css>"),
        (ELSEWHERE, "background: url('https://x/y.png')"),
    ],
)
def test_the_guard_sees(pattern, line):
    assert pattern.search(line)


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (DEVELOPERS_FOLDER, "/home/motcua/data"),
        (DEVELOPERS_FOLDER, "docs/work/x"),
        (ELSEWHERE, '<a href="https://dichvucong.gov.vn">'),
        (ELSEWHERE, '<svg xmlns="http://www.w3.org/2000/svg">'),
        (ELSEWHERE, '<script src="{% static "ui/js/mc.js" %}">'),
    ],
)
def test_the_guard_lets_pass(pattern, line):
    assert not pattern.search(line)


def test_every_lock_is_hashed():
    for lock in (sources.ROOT / "locks").glob("*.txt"):
        pinned = re.findall(
            r"^[a-z0-9][\w.\-\[\]]*==\S+(?:\s*;[^\\\n]*)? \\\n    --hash=", lock.read_text(), re.MULTILINE
        )
        named = re.findall(r"^[a-z0-9][\w.\-\[\]]*==", lock.read_text(), re.MULTILINE)
        assert len(pinned) == len(named) > 0, lock.name


def test_the_development_lock_holds_the_production_lock():
    """`make run` after `make test` keeps the larger environment."""
    run, dev = ((sources.ROOT / "locks" / name).read_text() for name in ("run.txt", "dev.txt"))
    pins = r"^([a-z0-9][\w.\-\[\]]*==[^\s;]+)"
    assert set(re.findall(pins, run, re.MULTILINE)) <= set(re.findall(pins, dev, re.MULTILINE))
