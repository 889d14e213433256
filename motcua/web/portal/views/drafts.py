"""Drafts of applications: saved while one types, listed, thrown away; and kept when the session ended meanwhile."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.access import Permission, permission
from motcua.access.doors import rescued_by
from motcua.base import clock
from motcua.core import vietnam
from motcua.dossiers import queries as dossiers
from motcua.drafts import actions
from motcua.drafts import queries as stored
from motcua.drafts.models import Draft
from motcua.drafts.refusals import NoSuchDraft, SavedElsewhere
from motcua.people.models import Account
from motcua.web.portal import drafting, opening
from motcua.web.ui import uploads, wording
from motcua.web.ui.attaching import KEPT
from motcua.web.ui.parts import Crumb


@permission(Permission.SEE_OWN_DOSSIERS)
def drafts(request: HttpRequest) -> HttpResponse:
    """What one has begun and not filed yet."""
    values = {"here": "mine", "drafts": stored.of_account(uploads.owner_of(request).pk), "kept_days": stored.KEPT_DAYS}
    values["crumbs"] = [Crumb(_("Hồ sơ của tôi"), reverse("portal:mine")), Crumb(_("Hồ sơ đang soạn"))]
    return render(request, "portal/drafts.html", values)


@permission(Permission.FILE_DOSSIER)
@require_POST
def discard(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Throw a draft away. One that is gone already is gone."""
    try:
        actions.discard(draft_id=draft_id, account_id=uploads.owner_of(request).pk)
    except NoSuchDraft as missing:
        messages.info(request, uploads.said(missing))
    else:
        messages.success(request, _("Đã xóa hồ sơ đang soạn."))
    return redirect("portal:drafts")


def rescue_save(request: HttpRequest, code: str) -> HttpResponse | None:
    """What the page's script sent after the session ended is kept all the same."""
    draft = _rescued(request, code)
    if draft is None:
        return JsonResponse({"signed_out": True, "kept": False}, status=403)
    onward = reverse("portal:signin") + "?" + urlencode({"next": address(draft.number, code)})
    return JsonResponse(_told(draft, code) | {"signed_out": True, "kept": True, "onward": onward}, status=401)


@permission(Permission.FILE_DOSSIER)
@rescued_by(rescue_save)
@require_POST
def save(request: HttpRequest, code: str) -> HttpResponse:
    """Save what stands on the page: asked by its script, a moment after each answer."""
    now = clock.now()
    today = now.astimezone(vietnam.ZONE).date()
    page = opening.sheet(code, on=today)
    account = uploads.owner_of(request)
    filed = dossiers.filed_under(request.POST.get("key", ""), citizen_id=account.citizen.pk)
    if filed is not None:
        return JsonResponse({"filed": reverse("portal:filed", args=[filed])}, status=410)
    try:
        draft = drafting.keep(request.POST, page, account=account, today=today, now=now)
    except SavedElsewhere as refused:
        other = stored.by_key(request.POST.get("key", ""), account_id=account.pk)
        there = address(other.number, code) if other else ""
        return JsonResponse({"elsewhere": uploads.said(refused), "address": there}, status=409)
    except uploads.REFUSED as refused:
        return JsonResponse({"refused": uploads.said(refused)}, status=422)
    return JsonResponse(_told(draft, code))


def rescue_form(request: HttpRequest, code: str) -> HttpResponse | None:
    """A whole form sent after the session ended: kept with its files, and shown again after signing in."""
    draft = _rescued(request, code)
    if draft is None:
        return None
    onward = address(draft.number, code)
    if request.user.is_authenticated and request.user.pk == draft.account_id:
        messages.warning(
            request,
            _("Trang đã mở quá lâu nên chưa gửi được. Những gì Ông/Bà đã khai còn nguyên; xin kiểm tra và gửi lại."),
        )
        return redirect(onward)
    return redirect(f"{reverse('portal:signin')}?{urlencode({'next': onward})}")


def _rescued(request: HttpRequest, code: str) -> Draft | None:
    """Keep a form for the account its page was made for; None where the page cannot prove one."""
    account_id = drafting.holder_in(request.POST)
    account = Account.objects.filter(pk=account_id, is_active=True).first() if account_id else None
    if account is None or account.is_officer:
        return None
    now = clock.now()
    today = now.astimezone(vietnam.ZONE).date()
    try:
        page = opening.sheet(code, on=today)
        if dossiers.filed_under(request.POST.get("key", ""), citizen_id=account.citizen.pk) is not None:
            return None
        kept = [*request.POST.getlist(KEPT), *_kept_files(request, account)]
        return drafting.keep(request.POST, page, account=account, today=today, now=now, kept=kept, apart=True)
    except (Http404, *uploads.REFUSED):
        return None


def _kept_files(request: HttpRequest, account: Account) -> list[str]:
    kept = []
    for name, given in request.FILES.lists():
        for one in given:
            try:
                kept += [f"{name}:{each.id}" for each in uploads.keep([one], account=account, now=clock.now())]
            except uploads.REFUSED:
                continue  # said when it is chosen again
    return kept


def address(number: str, code: str) -> str:
    """Where one goes on with a draft."""
    return f"{reverse('portal:file', args=[code])}?nhap={number}"


def _told(draft: Draft, code: str) -> dict[str, object]:
    """What the page's script needs to know, and the sentence it says."""
    return {
        "edition": draft.edition,
        "address": address(draft.number, code),
        "said": _("Đã lưu nháp lúc %(at)s.") % {"at": wording.hour(draft.saved_at)},
    }
