"""What is told of the digital signatures inside an uploaded PDF: to who files it, and beside the paper to the officer.

A hint like every other: it stops nobody. What it cannot say is said too: nobody is asked whether a certificate was
revoked, and without a list of roots nobody's issuer is known.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings

from motcua.core import vietnam
from motcua.core.status_words import Tone, Words
from motcua.files import reading
from motcua.files.models import StoredFile
from motcua.gateways.signing import Certificate, Finding, Integrity, Trust

BROKEN = Words(
    "Chữ ký số trong tệp bị hỏng, không đọc được. Xin tải lên đúng tệp gốc đã ký, không in lại, không ghép, không nén.",
    "A signature in the file is broken and cannot be read. Upload the very file that was signed: not printed again, "
    "not joined with others, not compressed.",
)
ALTERED = Words(
    "Tài liệu đã bị thay đổi sau khi {signer} ký số. Xin tải lên đúng tệp gốc đã ký, hoặc ký lại.",
    "The document was changed after {signer} signed it. Upload the very file that was signed, or have it signed again.",
)
EXPIRED = Words(
    "Chứng thư số của {signer} đã hết hạn khi ký. Xin ký lại bằng chứng thư còn hạn.",
    "The certificate of {signer} had expired when it was used. Have it signed again with one in force.",
)
NOT_YET = Words(
    "Chứng thư số của {signer} chưa có hiệu lực khi ký. Xin kiểm tra giờ của máy tính rồi ký lại.",
    "The certificate of {signer} was not yet in force when it was used. Check the computer's clock and sign again.",
)
NOT_TRUSTED = Words(
    "Chứng thư số của {signer} do {issuer} cấp, không thuộc danh sách tổ chức chứng thực mà hệ thống tin cậy. "
    "Xin kiểm tra có đúng chứng thư cần dùng không.",
    "The certificate of {signer} was issued by {issuer}, whom this system does not trust. "
    "Check that it is the certificate to be used.",
)
UNKNOWN = Words(
    "{signer} đã ký số; tài liệu còn nguyên vẹn. Chưa xác minh được nơi cấp chứng thư ({issuer}).",
    "Signed by {signer}; the document is whole. Who issued the certificate ({issuer}) could not be verified.",
)
TRUSTED = Words(
    "{signer} đã ký số; tài liệu còn nguyên vẹn, chứng thư do {issuer} cấp.",
    "Signed by {signer}; the document is whole, the certificate issued by {issuer}.",
)
ADDED = Words(
    "Sau chữ ký số của {signer} tài liệu có phần thêm mà chữ ký cho phép (chữ ký khác, ô điền).",
    "After {signer} signed, the document got additions the signature allows (another signature, fields filled in).",
)
CHECKED = Words(
    "Đã kiểm tra chữ ký của {signer}: toàn vẹn – {whole}; hiệu lực chứng thư khi ký – {force}; nơi cấp – {chain}; "
    "thu hồi chứng thư – chưa kiểm tra; giờ ký – {time}.",
    "Checked of the signature of {signer}: integrity – {whole}; certificate in force when used – {force}; "
    "issuer – {chain}; revocation – not checked; time – {time}.",
)
NOT_CHECKED = Words("chưa kiểm tra", "not checked")
WHOLE = {
    Integrity.WHOLE: Words("nguyên vẹn", "whole"),
    Integrity.ADDED: Words("nguyên vẹn, có phần thêm mà chữ ký cho phép", "whole, with additions the signature allows"),
    Integrity.ALTERED: Words("đã bị thay đổi sau khi ký", "changed after signing"),
    Integrity.BROKEN: Words("không đọc được", "cannot be read"),
}
FORCE = {
    Certificate.IN_FORCE: Words("còn hiệu lực", "in force"),
    Certificate.EXPIRED: Words("đã hết hạn", "expired"),
    Certificate.NOT_YET: Words("chưa có hiệu lực", "not yet in force"),
    Certificate.UNKNOWN: NOT_CHECKED,
}
CHAIN = {
    Trust.TRUSTED: Words("thuộc danh sách hệ thống tin cậy", "on this system's list"),
    Trust.NOT_TRUSTED: Words("không thuộc danh sách hệ thống tin cậy", "not on this system's list"),
    Trust.UNKNOWN: NOT_CHECKED,
}
STAMPED = Words("{at}, có dấu thời gian", "{at}, time-stamped")
CLAIMED = Words("{at}, theo máy của người ký", "{at}, by the signer's own computer")
NO_TIME = Words("không ghi", "none")
NOBODY = Words("người ký không rõ tên", "somebody without a name")
WORTH_TELLING = Tone.SOON


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence about one signature."""

    tone: Tone
    words: Words


def read(content: IO[bytes], *, now: datetime) -> str | None:
    """What is kept of the signatures of a PDF; None where it has none."""
    folder = Path(settings.SIGNATURE_ROOTS) if settings.SIGNATURE_ROOTS else None
    found = reading.signatures(content, roots=folder, now=now)
    return json.dumps([asdict(each) for each in found], ensure_ascii=False) if found else None


def of(file: StoredFile) -> list[Finding]:
    """The signatures of a stored file, as they were found when it came."""
    return [reading.finding(each) for each in json.loads(file.signatures)] if file.signatures else []


def told(file: StoredFile) -> list[Said]:
    """What there is to say of them."""
    return [said for finding in of(file) for said in _said(finding)]


def told_whole(file: StoredFile) -> list[Said]:
    """The same for those who decide on it, and of each signature what was checked and what was not."""
    return [said for finding in of(file) for said in (*_said(finding), _checked(finding))]


def _checked(finding: Finding) -> Said:
    broken = finding.integrity is Integrity.BROKEN
    chain, time = NOT_CHECKED if broken else CHAIN[finding.trust], _time(finding)
    parts = {"whole": WHOLE[finding.integrity], "force": FORCE[finding.certificate], "chain": chain, "time": time}
    parts["signer"] = Words(finding.signer, finding.signer) if finding.signer else NOBODY
    vi = CHECKED.vi.format(**{name: words.vi for name, words in parts.items()})
    return Said(Tone.IDLE, Words(vi, CHECKED.en.format(**{name: words.en for name, words in parts.items()})))


def _time(finding: Finding) -> Words:
    if not finding.at:
        return NO_TIME
    at = datetime.fromisoformat(finding.at).astimezone(vietnam.ZONE).strftime("%H:%M %d/%m/%Y")
    words = STAMPED if finding.is_stamped else CLAIMED
    return Words(words.vi.format(at=at), words.en.format(at=at))


def _said(finding: Finding) -> Iterable[Said]:
    who = Words(finding.signer, finding.signer) if finding.signer else NOBODY
    by = finding.issuer or "?"

    def say(tone: Tone, words: Words) -> Said:
        return Said(tone, Words(words.vi.format(signer=who.vi, issuer=by), words.en.format(signer=who.en, issuer=by)))

    if finding.integrity is Integrity.BROKEN:
        yield say(Tone.SOON, BROKEN)
        return
    if finding.integrity is Integrity.ALTERED:
        yield say(Tone.SOON, ALTERED)
        return
    doubts = {Certificate.EXPIRED: EXPIRED, Certificate.NOT_YET: NOT_YET}.get(finding.certificate)
    if doubts:
        yield say(Tone.SOON, doubts)
    if finding.trust is Trust.NOT_TRUSTED:
        yield say(Tone.SOON, NOT_TRUSTED)
    elif not doubts:
        yield say(Tone.OK, TRUSTED) if finding.trust is Trust.TRUSTED else say(Tone.IDLE, UNKNOWN)
    if finding.integrity is Integrity.ADDED:
        yield say(Tone.IDLE, ADDED)
