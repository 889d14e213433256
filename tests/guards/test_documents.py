"""The documents keep up with the code."""

import re

import pytest

from motcua.web.cli import entry
from tests.guards.sources import ROOT, lines

CITED = {
    key for where, line in lines(".py", ".sql", ".toml", ".html") for key in re.findall(r"\blaw:([a-z0-9-]+)", line)
}
STATED = re.findall(r"^\| ([a-z0-9-]+) \|", (ROOT / "docs" / "law.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_law_the_code_cites_is_stated_once():
    assert CITED - set(STATED) - {"key"} == set()
    assert [key for key in STATED if STATED.count(key) > 1] == []


@pytest.mark.parametrize("name", ["docs/glossary.md", "docs/law.md"])
def test_a_table_row_has_as_many_cells_as_its_head(name):
    width = 0
    for number, line in enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("|"):
            cells = line.count("|") - line.count("\\|")
            width = width or cells
            assert cells == width, f"{name}:{number}"
        else:
            width = 0


def test_every_command_says_in_both_languages_what_it_does():
    from importlib import import_module

    for name in entry.names():
        command = import_module(f"motcua.web.cli.management.commands.{name}").Command
        assert re.fullmatch(r".+\. / .+\.", command.help), name


def test_links_between_documents_lead_somewhere():
    for where, line in lines(".md"):
        file = ROOT / where.rsplit(":", 1)[0]
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", line):
            assert (file.parent / target).exists(), f"{where}: {target}"
