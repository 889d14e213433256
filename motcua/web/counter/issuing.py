"""Issuing a form: made once, numbered, kept with its hash, and handed out from the store ever after."""

from dataclasses import replace
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from motcua.catalog import queries as catalog
from motcua.catalog.models import Fee
from motcua.core import vietnam
from motcua.dossiers import actions
from motcua.dossiers.queries import Page
from motcua.files import actions as files
from motcua.files import queries as stored_files
from motcua.files.inspection import PDF, display_name
from motcua.files.models import StoredFile
from motcua.gateways import documents
from motcua.org import queries as org
from motcua.people import queries as people
from motcua.results import actions as results
from motcua.results import queries as answers
from motcua.web.counter import copies
from motcua.web.counter.clerk import Clerk
from motcua.web.counter.slip_words import Around, desk_name
from motcua.web.counter.slips import Slip
from motcua.web.ui import procedures
from motcua.web.ui.shell import SITE, Site


def issue(slip: Slip, page: Page, clerk: Clerk) -> StoredFile:
    """Return the stored form, making it first if nobody has: the same paper whoever asks, however often.

    :raises documents.Unprintable, documents.NoSuchForm: then no number is taken.
    """
    found = _kept(slip, page)
    if found is not None:
        return found
    around = _around(page, clerk)
    with transaction.atomic():
        actions.hold(dossier_id=page.dossier.pk, now=clerk.now)
        found = _kept(slip, page)
        if found is not None:
            return found
        number = results.next_number(slip.agency.pk, slip.symbol, clerk.now)
        content = documents.render(slip.make(page, replace(around, number=number)), on=slip.on)
        stored = files.keep_own(
            content,
            name=_name(slip, page),
            media_type=PDF.media_type,
            kind=StoredFile.Kind.FORM,
            now=clerk.now,
            dossier_id=page.dossier.pk,
        )
        results.note_issue(file_id=stored.pk, number=number, by=clerk.account.officer.pk, now=clerk.now)
        return stored


def print_again(slip: Slip, page: Page, clerk: Clerk) -> bytes | None:
    """The form as issued, with a line that says it is a reprint and of when; None where there is nothing to mark.

    Only what is certain to be the same is marked: without the line it must be the stored file byte for byte.
    """
    stored = _kept(slip, page)
    issued = answers.issued(stored.pk) if stored else None
    if stored is None or issued is None:
        return None
    form = slip.make(page, replace(_around(page, clerk, issued.issued_by_id), number=issued.number))
    if sha256(documents.render(form, on=slip.on)).hexdigest() != stored.sha256:
        return None
    head = replace(form.letterhead, reprinted_at=clerk.now)
    content = documents.render(replace(form, letterhead=head), on=slip.on)
    results.note_reprint(file_id=stored.pk, by=clerk.account.officer.pk, now=clerk.now)
    return content


def printed(page: Page) -> frozenset[str]:
    """The names of the forms that were issued: each may be printed again."""
    forms = stored_files.of_dossier(page.dossier.pk).filter(kind=StoredFile.Kind.FORM)
    return frozenset(forms.values_list("name", flat=True))


def is_printed(slip: Slip, page: Page, names: frozenset[str]) -> bool:
    return _name(slip, page) in names


def _kept(slip: Slip, page: Page) -> StoredFile | None:
    forms = stored_files.of_dossier(page.dossier.pk).filter(kind=StoredFile.Kind.FORM)
    return forms.filter(name=_name(slip, page)).first()


def _name(slip: Slip, page: Page) -> str:
    return display_name(f"{slip.file_name} {page.dossier.code}.pdf", PDF)


def _around(page: Page, clerk: Clerk, issued_by: int | None = None) -> Around:
    dossier = page.dossier
    given = getattr(settings, "SITE", None)
    site = Site(**given) if given else SITE
    tree = org.tree(on=clerk.today)
    agencies = {dossier.receiving_agency_id, dossier.competent_agency_id}
    above = {agency: tree.by_id[agency].parent_id or 0 for agency in agencies if agency in tree.by_id}
    superiors = {agency: tree.by_id[parent].name for agency, parent in above.items() if parent in tree.by_id}
    officers = [dossier.accepted_by, *(each.asked_by for each in page.supplements)]
    officers += [officer for each in page.proposals for officer in (each.drafted_by, each.decided_by)]
    officers += [said.by for said in page.statements.values()]
    if issued_by is not None:
        officers.append(issued_by)
    names = people.names_of(officer for officer in officers if officer)
    return Around(
        public_url=settings.PUBLIC_URL,
        tracking_url=f"{settings.PUBLIC_URL}{reverse('portal:key', args=[dossier.key])}",
        hotline=site.hotline,
        place=site.place.removeprefix("Tỉnh "),
        desk=desk_name(dossier.receiving_agency),
        superiors=superiors,
        names=names,
        issued_by=clerk.actor.name if issued_by is None else names.get(issued_by, ""),
        fees=_fees(page),
    )


def _fees(page: Page) -> tuple[documents.Fee, ...] | None:
    """What is collected: by the tariff of copies, or where the catalogue says one thing only for this way and case."""
    dossier = page.dossier
    for_copies = copies.fee_of(dossier, page.answers)
    if for_copies is not None:
        return (documents.Fee("Phí chứng thực", for_copies),)
    day = (dossier.submitted_at or dossier.state_since).astimezone(vietnam.ZONE).date()
    rows = catalog.fees_of(dossier.procedure_version_id, dossier.channel, dossier.case_key, on=day)
    if rows is None or any(fee.amount_vnd is None or len(fee.words) > procedures.LONGEST_NOTE for fee in rows):
        return None
    kinds = [fee.kind for fee in rows]
    if len(set(kinds)) != len(kinds):
        return None
    names = {Fee.Kind.FEE: "Phí", Fee.Kind.LEVY: "Lệ phí"}
    return tuple(
        documents.Fee(names.get(Fee.Kind(fee.kind), "Phí, lệ phí"), fee.amount_vnd) for fee in rows if fee.amount_vnd
    )
