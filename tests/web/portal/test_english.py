"""One's own pages under `/en/` are English throughout: Vietnamese is left only where it is data, and marked as such."""

import re

import pytest
from lxml import html

from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.files import actions as files
from motcua.files.models import StoredFile
from motcua.people import actions as people
from tests.factories.lives import Life
from tests.factories.people import NOW
from tests.factories.province import MONDAY

ACCENTED = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
NAMES = re.compile(r"Nguyễn Văn An|Thanh Hóa|Tiếng Việt|UBND (phường Hạc Thành|tỉnh)|Phường Hạc Thành|Trần Văn Bá")


@pytest.fixture
def addresses(here, filed, asked, citizen) -> list[str]:
    returned, paying = filed(accepted=True), filed(accepted=True)
    Life(here, returned.id).complete("assign", Role.DIVISION_HEAD).draft().complete(
        "examine", Role.CASE_OFFICER
    ).approve().issue().hand_over()
    Life(here, paying.id).complete("assign", Role.DIVISION_HEAD)
    actions.ask_payment(dossier_id=paying.id, notice="Lệ phí", by=here.actor(Role.CASE_OFFICER), now=MONDAY)
    actions.write_message(dossier_id=asked.id, text="Xin chờ.", by=here.actor(Role.RECEPTION), now=MONDAY)
    files.keep_own(b"%PDF-1.4\n%%EOF\n", name="giay-tiep-nhan-1 x.pdf", media_type="application/pdf",
                   kind=StoredFile.Kind.FORM, now=MONDAY, dossier_id=returned.id)  # fmt: skip
    mandate = people.Standing(kind="mandate", full_name="Trần Văn Bá", ground="Giấy 01", valid_from=MONDAY.date())
    number = people.keep_represented(citizen=citizen, given=mandate, now=NOW)
    own = [f"/tra-cuu/{moved.code}/" for moved in (asked, returned, paying)]
    own += [f"/ho-so-cua-toi/{asked.code}/{tail}/" for tail in ("bo-sung", "tin-nhan", "rut")]
    own += ["/ho-so-cua-toi/", f"/ho-so-cua-toi/{paying.code}/chung-tu/", f"/ho-so-cua-toi/{returned.code}/danh-gia/"]
    own += [f"/tai-khoan/{tail}" for tail in ("", "lien-he/", "giay-to/", "ai-da-xem/", f"dai-dien/{number}/")]
    own += [f"/tai-khoan/dai-dien/them/{kind}/" for kind in ("ho-gia-dinh", "to-chuc", "uy-quyen")]
    return [*own, "/dang-nhap/", "/dang-ky/"]


def vietnamese_in(page: str) -> list[str]:
    """The texts and attributes of a page that are Vietnamese without being marked so."""
    tree = html.fromstring(page)
    for marked in tree.xpath("//body//*[@lang='vi'] | //datalist | //script | //style"):
        marked.drop_tree()
    said = [str(text) for text in tree.xpath("//body//text() | //title/text()")]
    said += [str(text) for text in tree.xpath("//@title | //@aria-label | //@placeholder | //@alt")]
    return [text.strip() for text in said if ACCENTED.search(NAMES.sub("", text))]


def test_ones_own_pages_are_english_throughout(signed_in, addresses):
    left = {}
    for address in addresses:
        response = signed_in.get("/en" + address)
        assert response.status_code in (200, 302), address
        if response.status_code == 200 and (found := vietnamese_in(response.content.decode())):
            left[address] = found
    assert left == {}


def test_what_is_left_over_is_seen(signed_in, addresses):
    assert vietnamese_in(signed_in.get("/tai-khoan/").content.decode())
