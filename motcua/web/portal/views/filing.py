"""Filing a dossier: one form, a page to look it over, and the confirmation with its code."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.access.doors import rescued_by
from motcua.base import clock
from motcua.core import vietnam
from motcua.dossiers import actions
from motcua.dossiers import queries as dossiers
from motcua.drafts import actions as drafting_actions
from motcua.drafts import queries as drafts
from motcua.drafts.refusals import NoSuchDraft, SavedElsewhere
from motcua.files import resuming
from motcua.people.queries import actor_of
from motcua.web.portal import drafting, opening
from motcua.web.portal.applying import Application
from motcua.web.portal.qr import qr
from motcua.web.portal.views import drafts as draft_pages
from motcua.web.portal.views.tracking import own
from motcua.web.ui import linked, uploads, wording
from motcua.web.ui.declaring import printing
from motcua.web.ui.language import in_vietnamese
from motcua.web.ui.parts import Crumb
from motcua.web.ui.sending import BETWEEN
from motcua.web.ui.shell import SITE


@permission(Permission.FILE_DOSSIER)
@rescued_by(draft_pages.rescue_form)
def file(request: HttpRequest, code: str) -> HttpResponse:
    """The form; with `stage` check the review page, with send the dossier itself, with edit or save the form again."""
    now = clock.now()
    today = now.astimezone(vietnam.ZONE).date()
    page = opening.sheet(code, on=today)
    door = opening.filing(page, on=today)
    here = reverse("portal:procedure", args=[code])
    values = {
        "here": "procedures",
        "version": page.version,
        "door": door,
        "code": code,
        "crumbs": [Crumb(_("Thủ tục"), reverse("portal:procedures")), Crumb(code, here), Crumb(_("Nộp hồ sơ"))],
    }
    if not door.open:
        return render(request, "portal/closed.html", values, status=409)
    if request.method != "POST":
        return _opened(request, page, values, today=today, now=now)
    application = Application(request, page, today=today, now=now)
    values["application"] = application
    stage = "save" if drafting.OVER in request.POST else request.POST.get("stage", "check")
    filed_code = dossiers.filed_under(request.POST.get("key", ""), citizen_id=application.account.citizen.pk)
    if filed_code is not None and stage != "send":
        messages.info(request, _("Hồ sơ này đã được gửi. Muốn nộp thêm hồ sơ khác, xin bắt đầu lại từ trang thủ tục."))
        return redirect("portal:filed", filed_code)
    if application.asks_for_room:
        application.make_room()
        part_only = bool(request.headers.get("MC-Part"))
        if not part_only:
            _keep(application, values)
        return render(request, _part_of(request, "portal/file.html"), values | {"declaration": application.declaration})
    if stage == "save":
        return _saved(application, values)
    right = application.is_valid()
    status = 200 if stage == "send" else _keep(application, values)
    if not right:
        wrong = {"form": _Wrong(application)}
        return render(request, "portal/file.html", values | wrong, status=422)
    if status == 409 or stage == "edit":
        return render(request, "portal/file.html", values, status=status)
    if stage == "send" and request.POST.get("agreed"):
        return _sent(application, values)
    return render(request, "portal/review.html", values | {"unagreed": stage == "send"})


def _opened(request: HttpRequest, page: Any, values: dict[str, Any], **at: Any) -> HttpResponse:
    """A fresh form with what is known of the citizen, or a draft as it was left."""
    account, code = uploads.owner_of(request), values["code"]
    wanted = request.GET.get("nhap", "")
    if not wanted:
        others = list(drafts.of_procedure(account.pk, page.procedure.pk))
        values |= {"application": Application(request, page, **at), "others": others}
        return render(request, "portal/file.html", values)
    key = drafting.key_of(wanted)
    filed_code = dossiers.filed_under(key, citizen_id=account.citizen.pk)
    if filed_code is not None:
        return redirect("portal:filed", filed_code)
    try:
        draft = drafts.own(key, account_id=account.pk, procedure_id=page.procedure.pk)
    except NoSuchDraft as missing:
        messages.info(request, uploads.said(missing))
        return redirect("portal:file", code)
    application = Application(request, page, draft=drafting.as_sent(draft), **at)
    application.writing = application.writing.of(draft)
    in_use = application.declaration.form.id
    fallen = drafting.fallen(draft, in_use, page, today=at["today"])
    fallen += drafting.files_without_place(application.kept, application.asks_for)
    values |= {"application": application, "fallen": list(dict.fromkeys((*application.writing.left, *fallen)))}
    values["broken_off"] = resuming.unfinished(by=account, place=f"{draft.key}{BETWEEN}")
    return render(request, "portal/file.html", values)


def _keep(application: Application, values: dict[str, Any]) -> int:
    """Save what was sent as the draft; return the status of the page. What cannot be kept stops nobody from filing."""
    request = application.request
    try:
        draft = drafting.keep(
            request.POST,
            application.page,
            account=application.account,
            today=application.today,
            now=application.now,
            kept=application.attached.sent_back,
        )
    except SavedElsewhere as refused:
        values["elsewhere"] = uploads.said(refused)
        other = drafts.by_key(request.POST.get("key", ""), account_id=application.account.pk)
        values["other"] = other
        return 409
    except uploads.REFUSED as refused:
        values["unkept"] = uploads.said(refused)
        return 200
    application.writing = application.writing.of(draft)
    values["fallen"] = application.writing.left
    return 200


def _saved(application: Application, values: dict[str, Any]) -> HttpResponse:
    """After “Lưu nháp”: the form of the draft, at its own address."""
    application.make_room()
    status = _keep(application, values)
    if application.uploads.errors or application.declaration.added_errors:
        return render(application.request, "portal/file.html", values | {"form": _Wrong(application)}, status=422)
    if not application.writing.number:
        return render(application.request, "portal/file.html", values, status=status)
    saved_at = application.writing.saved_at
    assert saved_at is not None
    messages.success(application.request, _("Đã lưu nháp lúc %(at)s.") % {"at": wording.hour(saved_at)})
    return redirect(draft_pages.address(application.writing.number, values["code"]))


def _sent(application: Application, values: dict[str, Any]) -> HttpResponse:
    """The dossier, its files and the end of its draft: all or nothing."""
    request, account, key = application.request, application.account, application.place.cleaned_data["key"]
    try:
        application.join()
        with transaction.atomic():
            moved = _filed(application, key)
            drafting_actions.end(key=key, account_id=account.pk)
    except uploads.REFUSED as refused:
        application.part()
        filed_code = dossiers.filed_under(key, citizen_id=account.citizen.pk)
        if filed_code is not None:  # a second press, while the first one joined the pages
            return redirect("portal:filed", filed_code)
        return render(request, "portal/review.html", values | {"refused": uploads.said(refused)}, status=409)
    if moved.change is None:
        application.part()
    else:
        application.attached.done()
    return redirect("portal:filed", moved.code)


def _filed(application: Application, key: str) -> actions.Moved:
    """The dossier, or the first of the set one declaration makes, with its files."""
    account, now, filing = application.account, application.now, application.filing()
    by = actor_of(application.request.user, now)
    if application.bundle is not None:

        def copy(file_id: int) -> int:
            return uploads.share(file_id, account=account, now=now)

        made = actions.file_linked(application.bundle, filing, copy=copy, by=by, now=now, key=key)
        uploads.hand_in_set(made.made, account=account)
        return made.first
    moved = actions.file(filing, by=by, now=now, key=key)
    if application.attached.all and moved.change is not None:  # else an earlier press has done it
        uploads.hand_in(application.attached.handed, dossier_id=moved.id, account=account)
    return moved


def _part_of(request: HttpRequest, page: str) -> str:
    """The page, or for the script only the form inside it."""
    return "ui/declaration/whole.html" if request.headers.get("MC-Part") else page


class _Wrong:
    """Puts “Lỗi:” into the title when any of the forms has errors."""

    def __init__(self, application: Application) -> None:
        self.errors = any(form.errors for form in application.forms) or application.declaration.errors


def _tracked_url(each: dossiers.Sibling) -> str:
    return reverse("portal:tracked", args=[each.code])


@permission(Permission.FILE_DOSSIER)
def filed(request: HttpRequest, code: str) -> HttpResponse:
    """The confirmation: the code, what happens next, and a QR code that leads back."""
    page = own(request, code, clock.now())
    address = f"{settings.PUBLIC_URL}{reverse('portal:key', args=[page.dossier.key])}"
    values = {
        "here": "procedures",
        "dossier": page.dossier,
        "agency": page.dossier.receiving_agency.name,
        "qr": qr(address, _("Mã QR để theo dõi hồ sơ %(code)s") % {"code": code}),
        "address": address,
        "linked": linked.shown(page.linked, here_id=0, url=_tracked_url),
    }
    response = render(request, "portal/filed.html", values)
    response.headers["Cache-Control"] = "no-store"
    return response


@permission(Permission.FILE_DOSSIER)
@in_vietnamese
def declaration(request: HttpRequest, code: str) -> HttpResponse:
    """What was declared, as a paper to keep or to sign."""
    made = printing.printed(own(request, code, clock.now()), place=SITE.place.removeprefix("Tỉnh "))
    if made is None:
        raise Http404
    return made
