"""What PostgreSQL refuses about stored files."""

import pytest
from django.db import IntegrityError

from motcua.files.models import StoredFile
from tests.factories import people
from tests.factories.people import NOW

pytestmark = pytest.mark.django_db


def stored(**fields) -> StoredFile:
    given = {
        "sha256": "a" * 64,
        "size": 3,
        "media_type": "application/pdf",
        "name": "đơn.pdf",
        "kind": "paper",
        "uploaded_by": people.account("citizen"),
        "at": NOW,
        "scan_state": "clean",
    } | fields
    return StoredFile.objects.create(**given)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"sha256": "A" * 64}, "file_hash_is_sha256"),
        ({"sha256": "a" * 63}, "file_hash_is_sha256"),
        ({"size": 0}, "file_is_not_empty"),
        ({"name": "../../x"}, "file_name_is_no_path"),
        ({"name": "..\\x"}, "file_name_is_no_path"),
        ({"name": "a\nb"}, "file_name_is_no_path"),
        ({"name": ""}, "file_name_is_no_path"),
        ({"media_type": "pdf"}, "file_type_is_a_media_type"),
        ({"kind": "song"}, "file_kind_is_known"),
        ({"scan_state": "maybe"}, "file_scan_is_known"),
        ({"uploaded_by": None}, "file_comes_from_somebody_or_is_our_own"),
    ],
)
def test_a_row_that_must_not_be_is_refused(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        stored(**fields)


def test_a_document_of_the_house_has_no_uploader():
    assert stored(uploaded_by=None, scan_state="own", kind="form").pk


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"sha256": "b" * 64}, "never changes"),
        ({"size": 4}, "never changes"),
        ({"media_type": "image/png"}, "never changes"),
        ({"kind": "result"}, "never changes"),
        ({"dossier_id": 8}, "does not move"),
        ({"dossier_id": None}, "does not move"),
        ({"scan_state": "waiting"}, "not taken back"),
    ],
)
def test_what_a_row_says_of_its_file_stays_true(fields, message):
    made = stored(dossier_id=7)
    with pytest.raises(IntegrityError, match=message):
        StoredFile.objects.filter(pk=made.pk).update(**fields)


def test_a_file_joins_a_dossier_once_and_a_new_verdict_may_condemn_it():
    made = stored(scan_state="waiting")
    for fields in ({"dossier_id": 7}, {"scan_state": "clean"}, {"scan_state": "infected"}):
        StoredFile.objects.filter(pk=made.pk).update(**fields)
    made.refresh_from_db()
    assert (made.dossier_id, made.scan_state) == (7, "infected")
