"""The electronic form of a procedure for other programs: its JSON Schema, and the check every door makes.

Nothing of what is sent is stored or logged: the answers are held against the form and given back as they are kept.
"""

import re
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema
from ninja.errors import HttpError

from motcua.access.visitors import address_of
from motcua.base import clock
from motcua.catalog import queries as catalog
from motcua.catalog.models import Procedure
from motcua.catalog.queries import FormInUse
from motcua.catalog.refusals import NotFound, NotInForce
from motcua.core import forms, numbering
from motcua.people.queries import day_of
from motcua.people.throttle import Limit, TooManyTries, take

CHECKS = Limit("form_check", burst=60, every=timedelta(seconds=1))
MOST_BYTES = 256 * 1024
router = Router(tags=["forms"])


class Said(Schema):
    """A sentence in both languages."""

    vi: str = Field(examples=["Xin nhập họ, chữ đệm, tên"])
    en: str = Field(examples=["Enter: full name"])


class Failure(Schema):
    """Why there is no answer."""

    code: str
    message: Said


class Answers(Schema):
    """What was answered, nested as the form is; as typed or as kept."""

    answers: dict[str, Any] = Field(examples=[{"relation": "mother", "child": {"full_name": "Lê Thị Hoa"}}])


class Wrong(Schema):
    """One thing wrong, at the path of the field: `heirs.0.name`."""

    path: str
    code: str
    message: Said


class Result(Schema):
    """What became of the answers."""

    is_right: bool
    form_id: int | None = Field(description="The form they were held against; null: the general one.")
    is_compared: bool = Field(description="Whether a clerk has held the wording against its source.")
    wrong: list[Wrong]
    visible: list[str] = Field(description="The paths of all fields asked, given these answers.")
    values: dict[str, Any] = Field(description="The answers as they would be kept, with computed values.")


@router.get(
    "/procedures/{code}/form",
    response={200: dict[str, Any], 404: Failure, 429: Failure},
    summary="The form in use, as JSON Schema 2020-12",
    operation_id="procedure_form",
)
def form_of(request: HttpRequest, response: HttpResponse, code: str) -> Any:
    """The answers' shape in standard words; conditions, checks and texts under `motcua`. Files are numbers."""
    _allowance(request, response)
    in_use = _in_use(code)
    return forms.to_schema(in_use.definition)


@router.post(
    "/procedures/{code}/form/check",
    response={200: Result, 404: Failure, 413: Failure, 429: Failure},
    summary="Hold answers against the form in use",
    operation_id="check_form",
)
def check(request: HttpRequest, response: HttpResponse, code: str, given: Answers) -> Any:
    """The same check as at every door: what is not asked is refused, what is computed is computed again."""
    response.headers["Cache-Control"] = "no-store"
    _allowance(request, response)
    if len(request.body) > MOST_BYTES:
        raise Refused(413, "too-large", "Dữ liệu gửi lên quá 256 KB.", "More than 256 KB were sent.")
    today = day_of(clock.now())
    in_use = _in_use(code)
    checked = forms.check(in_use.definition, given.answers, today, catalog.code_tables(on=today))
    return Result(
        is_right=checked.is_right,
        form_id=in_use.id,
        is_compared=in_use.is_compared,
        wrong=[
            Wrong(path=each.path, code=each.code, message=Said(vi=each.words.vi, en=each.words.en))
            for each in checked.wrong
        ],
        visible=sorted(checked.visible),
        values=dict(checked.values),
    )


class Refused(HttpError):
    """An answer that is none, with its sentence in both languages."""

    def __init__(self, status: int, code: str, vi: str, en: str) -> None:
        super().__init__(status, en)
        self.failure = Failure(code=code, message=Said(vi=vi, en=en))


def _in_use(code: str) -> FormInUse:
    try:
        known = re.fullmatch(numbering.NATIONAL_CODE, code)
        procedure = Procedure.objects.filter(national_code=code).first() if known else None
        if procedure is None:
            raise NotFound(code=code[:40])
        version = catalog.version_in_force(procedure, day_of(clock.now()))
    except (NotFound, NotInForce) as missing:
        raise Refused(404, missing.code, missing.message_vi, missing.message_en) from missing
    return catalog.form_in_use(version.pk)


def _allowance(request: HttpRequest, response: HttpResponse) -> None:
    try:
        take(CHECKS, address_of(request), now=clock.now())
    except TooManyTries as tries:
        vi = f"Gọi quá nhiều lần; xin chờ {tries.seconds} giây."
        raise Refused(429, "too-many-calls", vi, f"Too many calls; wait {tries.seconds} seconds.") from tries
