"""Keeping and handing out: nothing acknowledged is lost, nothing is opened without a right, every look is logged."""

import hashlib
import os
import subprocess
import sys
import textwrap

import pytest

from motcua.access.models import LookLog
from motcua.files import actions, queries, refusals
from motcua.files.answers import respond
from motcua.files.models import StoredFile
from motcua.files.store import DirectoryStore, Gone, the_store
from motcua.gateways.scanner.fake import EICAR, FakeScanner
from tests.factories import people
from tests.factories.people import NOW
from tests.files import samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return the_store()


@pytest.fixture
def citizen():
    return people.citizen().account


@pytest.fixture
def officer():
    return people.officer().account


def keep(by, content=samples.PDF, name="don.pdf", **fields):
    with samples.arrived(content, name) as upload:
        return actions.keep(upload, kind="paper", by=by, now=NOW, **fields)


def hand_out(file, to, may=lambda file: True):
    return actions.hand_out(file_id=file.pk, to=to, may=may, now=NOW)


def left_behind(store):
    return [path for path in store.root.rglob("*") if path.is_file()]


def test_a_kept_file_says_what_it_is_and_comes_back_byte_for_byte(citizen, store):
    kept = keep(citizen, name="Đơn đề nghị.PDF", dossier_id=7)
    assert (kept.sha256, kept.size) == (hashlib.sha256(samples.PDF).hexdigest(), len(samples.PDF))
    assert (kept.media_type, kept.name, kept.scan_state) == ("application/pdf", "Đơn đề nghị.PDF", "clean")
    with hand_out(kept, citizen).content as content:
        assert content.read() == samples.PDF
    assert left_behind(store) == [store.root / kept.sha256[:2] / kept.sha256[2:4] / kept.sha256]


def test_the_same_content_is_kept_once_and_known_twice(citizen, store):
    one, other = keep(citizen), keep(citizen, name="khac.pdf")
    assert one.sha256 == other.sha256
    assert len(left_behind(store)) == 1
    assert StoredFile.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", refusals.Empty),
        (b"MZ" + b"\0" * 100, refusals.NotAccepted),
        (samples.PDF[:-9] + EICAR + b"%%EOF", refusals.Infected),
        (samples.JPEG, refusals.OtherThanItsName),
    ],
)
def test_what_is_not_taken_leaves_nothing_behind(citizen, store, content, refusal):
    with pytest.raises(refusal):
        keep(citizen, content)
    assert left_behind(store) == []
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("name", ["../../x", "/etc/passwd", "..\\..\\x", "a\x00\n.pdf"])
def test_no_name_reaches_the_file_system(citizen, store, name):
    kept = keep(citizen, name=name)
    assert "/" not in kept.name
    assert [path.name for path in left_behind(store)] == [kept.sha256]


def test_without_bytes_on_the_disk_there_is_no_row(citizen, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        keep(citizen)
    assert not StoredFile.objects.exists()


def test_the_bytes_are_safe_before_the_row_is_written(citizen, store, monkeypatch):
    synced = []
    fsync = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda handle: (synced.append(os.readlink(f"/proc/self/fd/{handle}")), fsync(handle))
    )
    seen = []
    create = StoredFile.objects.create
    monkeypatch.setattr(StoredFile.objects, "create", lambda **row: (seen.extend(synced), create(**row))[1])
    kept = keep(citizen)
    folder = str(store.root / kept.sha256[:2] / kept.sha256[2:4])
    assert seen[0].startswith(str(store.incoming))
    assert seen[1:] == [folder, os.path.dirname(folder), str(store.root)]


def test_a_process_killed_while_it_keeps_leaves_no_half_file_under_a_hash(tmp_path):
    script = textwrap.dedent(
        """
        import hashlib, os, sys
        from pathlib import Path
        from motcua.files.store import DirectoryStore
        store = DirectoryStore(Path(sys.argv[1]))
        os.replace = lambda *_: os.kill(os.getpid(), 9)
        file = store.arriving()
        file.write(b"x" * 1_000_000)
        store.keep(file, hashlib.sha256(b"x" * 1_000_000).hexdigest())
        """
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert done.returncode == -9
    assert list(DirectoryStore(tmp_path).hashes()) == []


@pytest.mark.parametrize("sha256", ["../../../etc/passwd", "", "a" * 63, "A" * 64, "a" * 62 + "/."])
def test_the_store_opens_nothing_but_hashes(store, sha256):
    with pytest.raises(ValueError, match="not a hash"):
        store.open(sha256)


# --- Scanning ---------------------------------------------------------------------------------------------------------


def test_while_the_scanner_is_down_a_file_is_kept_but_handed_to_nobody(citizen):
    kept = keep(citizen, scanner=FakeScanner(down=True))
    assert kept.scan_state == "waiting"
    with pytest.raises(refusals.StillScanned):
        hand_out(kept, citizen)
    assert actions.scan_waiting(scanner=FakeScanner(down=True)) == 0
    assert actions.scan_waiting(scanner=FakeScanner()) == 1
    hand_out(kept, citizen).content.close()


def test_a_virus_found_later_closes_the_file(citizen):
    kept = keep(citizen, samples.PDF[:-9] + EICAR + b"%%EOF", scanner=FakeScanner(down=True))
    actions.scan_waiting(scanner=FakeScanner())
    with pytest.raises(refusals.FoundInfected):
        hand_out(kept, citizen)


# --- Handing out ------------------------------------------------------------------------------------------------------


def test_a_file_one_may_not_see_is_the_same_as_none(citizen):
    kept = keep(citizen)
    with pytest.raises(refusals.NoSuchFile) as refused:
        hand_out(kept, citizen, may=lambda file: False)
    kept.pk += 1
    with pytest.raises(refusals.NoSuchFile) as missing:
        hand_out(kept, citizen)
    assert str(refused.value) == str(missing.value)


def test_an_officers_look_is_logged_before_the_file_opens(citizen, officer, store):
    kept = keep(citizen, dossier_id=7)
    hand_out(kept, officer).content.close()
    look = LookLog.objects.get()
    assert (look.officer, look.dossier_id, look.what) == (officer.officer, 7, f"file:{kept.pk}")
    store.discard(kept.sha256)
    with pytest.raises(Gone):
        hand_out(kept, officer)
    assert LookLog.objects.count() == 2


def test_a_refused_look_and_the_owners_own_look_are_not_logged(citizen, officer):
    kept = keep(citizen, dossier_id=7)
    hand_out(kept, citizen).content.close()
    with pytest.raises(refusals.NoSuchFile):
        hand_out(kept, officer, may=lambda file: False)
    assert not LookLog.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "in_place", "disposition"),
    [
        (samples.PDF, "Đơn.pdf", True, "attachment; filename*=utf-8''%C4%90%C6%A1n.pdf"),
        (samples.png(), "anh.png", True, 'inline; filename="anh.png"'),
        (samples.png(), "anh.png", False, 'attachment; filename="anh.png"'),
    ],
)
def test_a_browser_gets_a_file_to_save_and_never_to_act_on(citizen, content, name, in_place, disposition):
    response = respond(hand_out(keep(citizen, content, name), citizen), in_place=in_place)
    assert b"".join(response.streaming_content) == content
    assert response.headers["Content-Disposition"] == disposition
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    response.close()


# --- Dossiers ---------------------------------------------------------------------------------------------------------


def test_files_join_a_dossier_only_together_and_only_from_their_uploader(citizen):
    mine, also_mine, anothers = keep(citizen), keep(citizen), keep(people.citizen().account)
    with pytest.raises(refusals.NoSuchFile):
        actions.join_dossier(file_ids=[mine.pk, anothers.pk], dossier_id=7, by=citizen)
    assert list(queries.unused_of(citizen)) == [mine, also_mine]
    actions.join_dossier(file_ids=[mine.pk, also_mine.pk], dossier_id=7, by=citizen)
    assert list(queries.of_dossier(7)) == [mine, also_mine]
    with pytest.raises(refusals.NoSuchFile):
        actions.join_dossier(file_ids=[mine.pk], dossier_id=8, by=citizen)


def test_a_document_of_the_house_is_kept_without_a_scan():
    made = actions.keep_own(samples.PDF, name="mau-01", media_type="application/pdf", kind="form", now=NOW)
    assert (made.name, made.scan_state, made.uploaded_by) == ("mau-01.pdf", "own", None)


def test_rows_whose_bytes_are_lost_or_altered_are_found(citizen, store):
    sound, altered, lost = (keep(citizen, samples.png(after=bytes([n])), "a.png") for n in (1, 2, 3))
    place = store.root / altered.sha256[:2] / altered.sha256[2:4] / altered.sha256
    place.write_bytes(b"x")
    store.discard(lost.sha256)
    assert [(fault.file_id, fault.lost) for fault in queries.faults()] == [(altered.pk, False), (lost.pk, True)]
    assert sound.pk not in {fault.file_id for fault in queries.faults()}
