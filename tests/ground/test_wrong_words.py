"""What an operator types wrongly is answered by one sentence in both languages and a status, never by a traceback."""

import subprocess
from contextlib import nullcontext

import pytest

from motcua.base import postgres
from motcua.rehearsal.demonstration.data import facts
from motcua.web.cli import entry
from tests.ground.programs import MOTCUA, ROOT, environment

MONTH = ["--from", "2026-11-01", "--to", "2026-11-30"]
WRONG: list[tuple[list[str], int, str]] = [
    (["why-due"], 2, "Còn thiếu: code. / Missing: code."),
    (["why-due", "khong-phai-ma"], 1, "không phải mã hồ sơ"),
    (["why-due", "H56.99-261101-0001"], 1, "do nơi khác cấp (H56)"),
    (["report", "II.06a"], 2, "Còn thiếu: --from, --to"),
    (["report", "II.07", *MONTH], 2, "không có 'II.07', hãy chọn"),
    (["report", "II.06a", "--from", "2026-13-01", "--to", "2026-11-30"], 2, "“2026-13-01” không phải một ngày"),
    (["report", "II.06a", "--from", "01/11/2026", "--to", "2026-11-30"], 2, "is no day written YEAR-MONTH-DAY"),
    (["report", "II.06a", "--from", "2026-11-30", "--to", "2026-11-01"], 1, "không hợp lệ"),
    (["report", "II.06a", *MONTH, "--agency", "khong-co"], 1, "Không có cơ quan nào"),
    (["report", "II.06a", *MONTH, "--formula", "khac"], 1, "/"),
    (["report", "II.06a", *MONTH, "--database", "Khong-Co"], 1, "không hợp lệ"),
    (["report", "II.06a", *MONTH, "--xlsx", "/khong/co/a.xlsx"], 1, "Không đọc, ghi được /khong/co/a.xlsx"),
    (["backup"], 2, "Còn thiếu: folder"),
    (["backup", "/proc/khong"], 1, "Không ghi được /proc/khong"),
    (["restore", "/khong/co"], 1, "không phải là một bản sao lưu"),
    (["catalog", "import", "/khong/co.jsonl"], 1, "refused"),
    (["catalog", "diff", "9.999999"], 1, "Không có thủ tục mã 9.999999"),
    (["catalog", "diff", "1.001193", "--number", "hai"], 2, "giá trị 'hai' không hợp lệ"),
    (["catalog", "coverage", "--on", "2026-02-30"], 2, "“2026-02-30” không phải một ngày"),
    (["process", "import", "/khong/co.json"], 1, "Không mở được /khong/co.json"),
    (["calendar", "adopt"], 2, "Còn thiếu"),
    (["calendar", "adopt", "lich-nao-do", "--ground", "1/QĐ", "--by", "ai-do"], 1, "/"),
    (["org", "import", "/khong/co"], 1, "Không đọc được dữ liệu tổ chức"),
    (["journal", "verify", "--khong-co"], 2, "Không có tùy chọn: --khong-co"),
    (["demo", "acounts"], 2, "Có phải là: motcua demo accounts?"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("words", "status", "sentence"), WRONG)
def test_a_wrong_command_is_answered_in_both_languages(words, status, sentence, capsys, monkeypatch):
    monkeypatch.setattr(entry, "_database", nullcontext)
    with pytest.raises(SystemExit) as ended:
        entry.main(words)
    last = capsys.readouterr().err.strip().splitlines()[-1]
    assert (ended.value.code, last[:2], sentence in last, " / " in last) == (status, "✗ ", True, True), last


def _said(var, words, **more):
    done = subprocess.run([*MOTCUA, *words], cwd=ROOT, env=environment(var) | more, capture_output=True, text=True)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stderr.strip().splitlines()[-1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "address", "sentence"),
    [
        (["upgrade"], "postgresql://a:b@127.0.0.1:1/khong", "Không kết nối được"),
        (["journal", "verify"], "postgresql://a:b@127.0.0.1:1/khong", "Cannot reach the database server"),
        (["journal", "verify"], "mysql://a:b@127.0.0.1/khong", "DATABASE_URL"),
    ],
)
def test_without_a_database_a_command_says_so(var, words, address, sentence):
    status, said = _said(var, words, DATABASE_URL=address)
    assert (status, sentence in said) == (1, True), said


@pytest.mark.slow
def test_a_database_that_is_not_ours_or_not_there_is_named(var):
    with postgres.use(var, quick_and_unsafe=True):
        for words, sentence in (
            ([], "motcua upgrade"),
            (["--database", "khong_co"], "Không có cơ sở dữ liệu “khong_co”"),
        ):
            status, said = _said(var, ["journal", "verify", *words])
            assert (status, sentence in said) == (1, True), said


@pytest.mark.parametrize("columns", ["30", "80"])
def test_the_accounts_of_the_demonstration_are_printed_whole_however_narrow_the_terminal(columns, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", columns)
    with pytest.raises(SystemExit):
        entry.main(["demo", "accounts"])
    printed = capsys.readouterr().out
    for account in facts().showcase:
        assert f"  {account['username']}  " in printed
        assert account["vi"] in printed
        assert account["en"] in printed
