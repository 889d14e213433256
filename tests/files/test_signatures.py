"""Signed papers: what is told of them, to whom, and that looking costs nobody anything."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from motcua.files import actions, papers, signatures
from motcua.files.models import StoredFile
from tests.factories import people
from tests.files.samples import PDF, arrived
from tests.gateways import signed

pytestmark = pytest.mark.django_db
NOW = people.NOW


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def account(db):
    return people.citizen().account


@pytest.fixture
def kept(account):
    return lambda content, name="quyet-dinh.pdf": papers.keep(arrived(content, name), by=account, now=NOW)


@pytest.fixture
def trusting(settings, tmp_path):
    """An installation that trusts the authority of the tests."""
    folder = tmp_path / "roots"
    folder.mkdir()
    (folder / "quoc-gia.pem").write_bytes(signed.authority(signed.ROOT).pem)
    settings.SIGNATURE_ROOTS = str(folder)


def said(file: StoredFile) -> list[tuple[str, str]]:
    return [(each.tone.value, each.words.vi) for each in signatures.told(file)]


def case(label: str) -> bytes:
    return next(each for each in signed.CASES if each.label == label).make(1)


def test_without_roots_the_issuer_is_unknown_and_that_is_no_warning(kept):
    ((tone, words),) = said(kept(signed.usual()))
    assert tone == "idle"
    assert words.startswith("Nguyễn Văn An đã ký số; tài liệu còn nguyên vẹn.")
    assert "Chưa xác minh được nơi cấp chứng thư (CA thử nghiệm quốc gia)" in words


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize(
    ("label", "tones", "words"),
    [
        ("whole", ["ok"], "chứng thư do CA thử nghiệm quốc gia cấp"),
        ("altered: a byte", ["soon"], "Tài liệu đã bị thay đổi sau khi Nguyễn Văn An ký số"),
        ("altered: another revision", ["soon"], "đã bị thay đổi"),
        ("broken off", ["soon"], "Chữ ký số trong tệp bị hỏng"),
        ("expired when signed", ["soon"], "Chứng thư số của Lê Thị Bình đã hết hạn khi ký"),
        ("not yet in force", ["soon"], "chưa có hiệu lực khi ký"),
        ("expired since, in force when signed", ["ok"], "Lê Thị Bình đã ký số"),
        ("of an unknown authority", ["soon"], "do CA không ai biết cấp, không thuộc danh sách"),
        ("signed twice", ["ok", "idle", "ok"], "phần thêm mà chữ ký cho phép"),
    ],
)
def test_what_is_told_of_each_kind(kept, label, tones, words):
    try:
        file = kept(case(label))
    except papers.refusals.Damaged:
        assert label == "broken off"  # no reader opens it: it is not even taken
        return
    assert [tone for tone, _ in said(file)] == tones
    assert any(words in each for _, each in said(file))


def test_a_paper_without_a_signature_has_nothing_said_of_it(kept):
    file = kept(PDF)
    assert (file.signatures, said(file)) == (None, [])


def test_who_signed_is_sealed_in_the_table(kept):
    file = kept(signed.usual())
    with connection.cursor() as cursor:
        cursor.execute("SELECT signatures FROM files_storedfile WHERE id = %s", [file.pk])
        assert "Nguyễn".encode() not in bytes(cursor.fetchone()[0])
    assert "Nguyễn Văn An" in StoredFile.objects.get(pk=file.pk).signatures


def test_a_paper_used_again_keeps_what_was_said_of_it(kept, account):
    file = kept(signed.usual())
    again = actions.use_again(file_id=file.pk, may=lambda _: True, by=account, now=NOW)
    assert said(again) == said(file)
    assert again.pages == 1


def test_what_reads_signatures_is_loaded_only_where_one_is_read():
    code = "import django, sys; django.setup(); import config.wsgi, motcua.files.papers, config.urls; " \
           "sys.exit(any(name.startswith('pyhanko') for name in sys.modules))"  # fmt: skip
    home = Path(papers.__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=home, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_hostile_signature_takes_no_more_than_its_time(kept, monkeypatch):
    monkeypatch.setattr("motcua.files.reading.SECONDS", 0.05)
    file_said = signatures.read(arrived(signed.usual(), "a.pdf").content, now=NOW)
    assert '"broken"' in file_said
