"""Uploads in pieces: wherever one is cut, nothing wrong is kept, and it goes on from what is held."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.files import actions, jobs, refusals, resuming
from motcua.files.models import StoredFile, Upload
from motcua.files.resuming import Announced
from motcua.files.store import the_store
from tests.factories import people
from tests.files.samples import PDF

pytestmark = pytest.mark.django_db
NOW = people.NOW
CONTENT = PDF + b"% padding\n" * 20 + b"%%EOF\n"
HASH = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def sender(db):
    return people.citizen().account


def announced(**given) -> Announced:
    return Announced(**{"name": "to-khai.pdf", "size": len(CONTENT), "sha256": HASH, "place": "k|paper_1"} | given)


@pytest.fixture
def send(sender):
    def finish(arrived):
        return actions.keep(arrived, kind=StoredFile.Kind.PAPER, by=sender, now=NOW)

    def take(token: str, piece: bytes, offset: int, **given) -> Upload:
        return resuming.take(token, piece, offset=offset, **{"by": sender, "now": NOW, "finish": finish} | given)

    take.finish = finish
    return take


def lying() -> set[str]:
    return {place.name for place in the_store().incoming.glob("*")}


def stored(file: StoredFile) -> bytes:
    with the_store().open(file.sha256) as content:
        return content.read()


@pytest.mark.parametrize("cut", [0, 1, 7, len(CONTENT) // 2, len(CONTENT) - 1])
def test_an_upload_cut_anywhere_goes_on_from_what_is_held(sender, send, cut):
    first = resuming.begin(announced(), by=sender, now=NOW)
    if cut:
        send(first.token, CONTENT[:cut], 0)
    again = resuming.begin(announced(), by=sender, now=NOW)  # after a reload, the same file chosen again

    assert (again.token, again.received) == (first.token, cut)
    done = send(again.token, CONTENT[cut:], cut)
    assert stored(done.file) == CONTENT
    assert (done.file.sha256, done.file.scan_state, done.file.name) == (HASH, "clean", "to-khai.pdf")
    assert lying() == set()


@given(cuts=st.lists(st.integers(0, len(CONTENT)), max_size=6), torn=st.integers(0, 3000))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_cut_at_any_bytes_in_any_way_it_is_whole_in_the_end(sender, send, cuts, torn):
    name = f"{len(StoredFile.objects.all())}.pdf"
    at = 0
    for end in sorted(cuts):
        upload = resuming.begin(announced(place=name), by=sender, now=NOW)  # the page was closed in between
        assert upload.received == at
        if at < end < len(CONTENT):
            # The connection breaks within the next piece: some of its bytes lie there, none of them counted.
            resuming._write(resuming._bytes_of(upload), CONTENT[at : at + torn], at)
            send(upload.token, CONTENT[at:end], at)
            at = end
    done = send(resuming.begin(announced(place=name), by=sender, now=NOW).token, CONTENT[at:], at)

    assert stored(done.file) == CONTENT
    assert done.file.sha256 == HASH
    assert lying() == set()


def test_one_byte_after_another(sender, send):
    upload = resuming.begin(announced(size=len(PDF), sha256=""), by=sender, now=NOW)
    for at in range(len(PDF)):
        upload = send(upload.token, PDF[at : at + 1], at)

    assert stored(upload.file) == PDF


@pytest.mark.parametrize("offset", [1, 50, 99, 101, 10**12])
def test_a_piece_that_does_not_go_on_is_told_where_to(sender, send, offset):
    upload = resuming.begin(announced(), by=sender, now=NOW)
    send(upload.token, CONTENT[:100], 0)
    with pytest.raises(refusals.WrongPlace) as wrong:
        send(upload.token, b"x", offset)

    assert wrong.value.params["offset"] == 100
    assert Upload.objects.get().received == 100


def test_a_piece_damaged_on_its_way_is_not_kept(sender, send):
    upload = resuming.begin(announced(), by=sender, now=NOW)
    with pytest.raises(refusals.PieceDamaged):
        send(upload.token, b"x" * 10, 0, sha256=hashlib.sha256(b"y" * 10).hexdigest())
    assert Upload.objects.get().received == 0
    assert send(upload.token, CONTENT[:10], 0, sha256=hashlib.sha256(CONTENT[:10]).hexdigest()).received == 10


def test_more_than_was_announced_is_not_taken(sender, send):
    upload = resuming.begin(announced(), by=sender, now=NOW)
    with pytest.raises(refusals.PieceDamaged):
        send(upload.token, CONTENT + b"x", 0)
    assert Upload.objects.get().received == 0


def test_bytes_written_but_not_counted_are_overwritten(sender, send):
    upload = resuming.begin(announced(), by=sender, now=NOW)
    send(upload.token, CONTENT[:50], 0)
    with (the_store().incoming / f"part-{upload.token}").open("ab") as file:
        file.write(b"left by a crash " * 100)

    assert stored(send(upload.token, CONTENT[50:], 50).file) == CONTENT


def test_a_whole_that_is_not_what_was_announced_is_dropped(sender, send):
    upload = resuming.begin(announced(sha256="0" * 64), by=sender, now=NOW)
    with pytest.raises(refusals.PieceDamaged):
        send(upload.token, CONTENT, 0)
    assert not StoredFile.objects.exists()
    assert not Upload.objects.exists()
    assert lying() == set()


def test_the_last_answer_lost_on_its_way_makes_no_second_file(sender, send):
    upload = resuming.begin(announced(), by=sender, now=NOW)
    done = send(upload.token, CONTENT, 0)
    again = send(upload.token, CONTENT[-5:], len(CONTENT) - 5)

    assert again.file_id == done.file_id
    assert resuming.whole(upload.token, by=sender, finish=send.finish).file_id == done.file_id
    assert StoredFile.objects.count() == 1


def test_a_crash_before_the_end_is_made_good_by_asking(sender, send):
    upload = resuming.begin(announced(), by=sender, now=NOW)

    def crash(arrived):
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        send(upload.token, CONTENT, 0, finish=crash)
    assert stored(resuming.whole(upload.token, by=sender, finish=send.finish).file) == CONTENT


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"size": 0}, refusals.Empty),
        ({"size": 21 * 2**20}, refusals.TooLarge),
        ({"name": "virus.exe"}, refusals.NotAccepted),
        ({"name": "giay.zip"}, refusals.NotAccepted),
        ({"name": "don.doc"}, refusals.NotAccepted),
    ],
)
def test_what_would_not_be_taken_is_refused_before_a_byte_is_sent(sender, given, refusal):
    with pytest.raises(refusal):
        resuming.begin(announced(**given), by=sender, now=NOW)
    assert not Upload.objects.exists()


def test_a_hostile_file_is_judged_when_it_is_whole_and_nothing_is_left(sender, send):
    program = b"MZ\x90\x00" + b"\0" * 200
    upload = resuming.begin(announced(size=len(program), sha256=""), by=sender, now=NOW)
    with pytest.raises(refusals.NotAccepted):
        send(upload.token, program, 0)
    assert not Upload.objects.exists()
    assert lying() == set()


def test_only_its_owner_goes_on_with_it(sender, send):
    other = people.citizen("Lê Thị Bình", personal_id="038190004321", phone="+84987654321").account
    upload = resuming.begin(announced(), by=sender, now=NOW)
    for reach in (
        lambda: send(upload.token, CONTENT, 0, by=other),
        lambda: resuming.find(upload.token, by=other),
        lambda: resuming.cancel(upload.token, by=other),
        lambda: resuming.whole(upload.token, by=other, finish=send.finish),
    ):
        with pytest.raises(refusals.NoSuchUpload):
            reach()
    assert resuming.begin(announced(), by=other, now=NOW).token != upload.token


def test_there_is_a_quota_for_what_is_not_filed(sender, send, settings):
    settings.UPLOAD_QUOTA_BYTES = len(CONTENT) * 2
    upload = resuming.begin(announced(), by=sender, now=NOW)
    send(upload.token, CONTENT, 0)
    resuming.begin(announced(place="k|paper_2"), by=sender, now=NOW)
    with pytest.raises(refusals.QuotaReached):
        resuming.begin(announced(place="k|paper_3"), by=sender, now=NOW)
    StoredFile.objects.update(dossier_id=7)
    assert resuming.begin(announced(place="k|paper_3"), by=sender, now=NOW)


def test_there_is_an_end_to_how_many_at_once(sender):
    for number in range(resuming.MOST_AT_ONCE):
        resuming.begin(announced(place=f"k|{number}"), by=sender, now=NOW)
    with pytest.raises(refusals.TooManyUploads):
        resuming.begin(announced(place="k|more"), by=sender, now=NOW)


def test_what_nobody_goes_on_with_is_cleared(sender, send, clock_at):
    old = resuming.begin(announced(), by=sender, now=NOW)
    send(old.token, CONTENT[:10], 0)
    stray = the_store().incoming / "part-stray"
    stray.write_bytes(b"x")
    clock_at("2026-11-24 09:00")
    jobs.clear_uploads(0)
    assert Upload.objects.exists()

    clock_at("2126-11-24 09:00")
    jobs.clear_uploads(0)
    assert not Upload.objects.exists()
    assert lying() == set()


def test_cancelled_between_its_last_piece_and_its_end_it_is_gone_and_nothing_breaks(sender, send):
    upload = resuming.begin(announced(), by=sender, now=NOW)
    Upload.objects.filter(pk=upload.pk).update(received=len(CONTENT))
    stale = resuming.find(upload.token, by=sender)
    resuming.cancel(upload.token, by=sender)
    with pytest.raises(refusals.NoSuchUpload):
        resuming._finished(stale, send.finish)
    assert not StoredFile.objects.exists()


def test_cancelling_leaves_nothing(sender, send):
    upload = resuming.begin(announced(), by=sender, now=NOW)
    send(upload.token, CONTENT[:10], 0)
    resuming.cancel(upload.token, by=sender)

    assert lying() == set()
    with pytest.raises(refusals.NoSuchUpload):
        send(upload.token, CONTENT[10:], 10)


def test_files_in_no_draft_and_no_dossier_are_forgotten_with_their_bytes(sender, send):
    from motcua.drafts import actions as drafts

    file = send(resuming.begin(announced(), by=sender, now=NOW).token, CONTENT, 0).file
    assert drafts.clear_files(now=NOW + timedelta(days=1)) == 0
    assert drafts.clear_files(now=NOW + timedelta(days=3)) == 1
    assert not (the_store().root / file.sha256[:2] / file.sha256[2:4] / file.sha256).exists()


def test_bytes_another_file_needs_stay(sender, send):
    files = [send(resuming.begin(announced(place=f"k|{n}"), by=sender, now=NOW).token, CONTENT, 0).file for n in (1, 2)]
    actions.forget(file_ids=[files[0].pk])

    assert stored(files[1]) == CONTENT


@pytest.mark.parametrize(
    ("broken", "by"),
    [
        ("upload_holds_no_more_than_its_size", {"received": len(CONTENT) + 1}),
        ("upload_holds_something_or_nothing", {"received": -1}),
        ("upload_is_of_something", {"size": 0}),
        ("upload_hash_is_sha256", {"sha256": "x"}),
    ],
)
def test_what_must_never_be_is_refused_by_the_database(sender, broken, by):
    resuming.begin(announced(), by=sender, now=NOW)
    with pytest.raises(IntegrityError, match=broken), transaction.atomic():
        Upload.objects.update(**by)


def test_a_file_stands_for_a_whole_upload_only(sender, send):
    done = send(resuming.begin(announced(), by=sender, now=NOW).token, CONTENT, 0)
    with pytest.raises(IntegrityError, match="upload_is_whole_when_it_is_a_file"), transaction.atomic():
        Upload.objects.filter(pk=done.pk).update(received=1)
