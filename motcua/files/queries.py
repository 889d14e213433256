"""What is stored, and whether rows and bytes agree."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from motcua.files.models import StoredFile
from motcua.files.store import Gone, the_store
from motcua.people.models import Account


def of_dossier(dossier_id: int) -> QuerySet[StoredFile]:
    """Return the files of a dossier, in the order in which they came."""
    return StoredFile.objects.filter(dossier_id=dossier_id).order_by("pk")


def unused_of(account: Account) -> QuerySet[StoredFile]:
    """Return what somebody uploaded and has not handed in yet."""
    return StoredFile.objects.filter(uploaded_by=account, dossier_id__isnull=True).order_by("pk")


def unused_since(moment: datetime) -> QuerySet[StoredFile]:
    """Return papers that were uploaded before a moment and never handed in."""
    return StoredFile.objects.filter(
        dossier_id__isnull=True, kind=StoredFile.Kind.PAPER, uploaded_by__isnull=False, at__lt=moment
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """A row whose bytes are lost or altered."""

    file_id: int
    sha256: str
    lost: bool


def faults(*, read_bytes: bool = True) -> Iterator[Fault]:
    """Yield each row whose bytes are not there or, when they are read, not what the row says."""
    store = the_store()
    for file in StoredFile.objects.order_by("pk").iterator():
        try:
            with store.open(file.sha256) as content:
                if read_bytes and hashlib.file_digest(content, "sha256").hexdigest() != file.sha256:
                    yield Fault(file.pk, file.sha256, lost=False)
        except Gone:
            yield Fault(file.pk, file.sha256, lost=True)
