"""The operator's commands of the catalogue: what they say, what a program reads, how they end."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from . import published
from .published import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(capsys):
    def _run(name, *arguments, **options):
        call_command(name, *arguments, **options)
        return capsys.readouterr().out

    return _run


@pytest.fixture
def file(tmp_path):
    return lambda *records: str(published.json_lines(tmp_path / "tthc.jsonl", *records))


def test_an_import_says_what_became_of_every_field(file, run):
    said = run("catalog_import", file(record()))
    assert "mới 1" in said
    assert "cán bộ" in said
    assert "number_without_unit 1" in said


def test_an_import_is_readable_for_programs(file, run):
    told = json.loads(run("catalog_import", file(record()), json=True))
    assert (told["new"], told["refused"], told["fields"]["time"]["rows"]["understood"]) == (1, [], 1)


def test_refused_records_are_listed_and_end_the_command_with_an_error(file, capsys):
    with pytest.raises(CommandError, match="1 records were refused"):
        call_command("catalog_import", file(record(), record("1.1")))
    assert "tthc.jsonl, dòng 2 1.1: Mã “1.1” không đúng dạng" in " ".join(capsys.readouterr().out.split())


def test_a_difference_is_shown_with_both_texts(file, run):
    assert "Không có khác biệt" in _after(run, file(record()), "2026-01-01")
    said = _after(run, file(record(name="Khai sinh")), "2026-06-01")
    assert "− Thủ tục đăng ký khai sinh" in said
    assert "+ Khai sinh" in said


def _after(run, path, day):
    run("catalog_import", path, valid_from=date.fromisoformat(day))
    return run("catalog_diff", "1.001193")


def test_coverage_counts_what_is_in_force(file, run):
    run("catalog_import", file(record()), valid_from=date(2026, 1, 1))
    told = json.loads(run("catalog_coverage", on=date(2026, 2, 1), json=True))
    assert (told["in_force"], told["offered"], told["clerk_must_choose_time"]) == (1, 0, 1)
    assert "có hiệu lực" in run("catalog_coverage")
