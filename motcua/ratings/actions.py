"""Rating a finished dossier."""

from datetime import datetime

from motcua.base import sql
from motcua.base.refusal import Refusal
from motcua.core.lifecycle import CLOSED, Actor, ActorKind
from motcua.core.vietnam import nfc
from motcua.dossiers import queries as dossiers
from motcua.journal import actions as journal
from motcua.ratings.models import CHANGEABLE, LONGEST

STATEMENTS = sql.load("motcua.ratings")


class NotTheOwner(Refusal):
    code = "rating-by-the-owner"
    vi = "Chỉ chủ hồ sơ được đánh giá."
    en = "Only the owner of a dossier can rate it."


class NotFinished(Refusal):
    code = "rating-when-finished"
    vi = "Hồ sơ chưa kết thúc nên chưa đánh giá được."
    en = "The dossier is not finished yet, so it cannot be rated."


class OneToFive(Refusal):
    code = "rating-one-to-five"
    vi = "Mức hài lòng là một số từ 1 đến 5."
    en = "Satisfaction is a number from 1 to 5."


class WordsTooLong(Refusal):
    code = "rating-too-long"
    vi = "Ý kiến dài quá {most} ký tự. Xin viết ngắn hơn."
    en = "The comment is longer than {most} characters. Please shorten it."


class TooLateToChange(Refusal):
    code = "rating-unchangeable"
    vi = "Đã quá 7 ngày kể từ khi đánh giá nên không sửa được nữa."
    en = "It is more than 7 days since you rated, so it can no longer be changed."


def rate(*, dossier_id: int, stars: int, words: str = "", by: Actor, now: datetime) -> None:
    """Write the owner's rating of a finished dossier, or change it within a week.

    :raises NotTheOwner, NotFinished, OneToFive, WordsTooLong, TooLateToChange, dossiers.NoSuchDossier:
    """
    words = nfc(words).replace("\x00", "").strip()
    if not 1 <= stars <= 5:
        raise OneToFive
    if len(words) > LONGEST:
        raise WordsTooLong(most=LONGEST)
    dossier = dossiers.page(dossier_id).dossier
    if by.kind is not ActorKind.CITIZEN or by.id is None or by.id != dossier.owner_citizen_id:
        raise NotTheOwner
    if dossier.state not in CLOSED:
        raise NotFinished
    with sql.transaction():
        written = sql.row(
            STATEMENTS.rate,
            dossier=dossier_id,
            procedure=dossier.procedure_version.procedure_id,
            stars=stars,
            words=words,
            now=now,
            changeable=CHANGEABLE,
        )
        if written is None:
            raise TooLateToChange
        kind = "rating.given" if written["is_new"] else "rating.changed"
        journal.record(f"rating:{dossier_id}", kind, at=now, actor=f"citizen:{by.id}", details={"stars": stars})
