"""Forms to print in tests: one usual and one overfull of each kind."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from motcua.core.vietnam import ZONE
from motcua.gateways.documents import (
    ApologyLetter,
    Approval,
    BookEntry,
    BookRow,
    Contact,
    ControlSlip,
    Copy,
    Fee,
    FeePaid,
    Form,
    HandedDossier,
    Handover,
    HandoverSlip,
    IdKind,
    Letterhead,
    MissingPaper,
    Paper,
    Party,
    ReceiptSlip,
    RefusalSlip,
    RefusalStage,
    Signature,
    StopNotice,
    SupplementSlip,
    Timeliness,
    TrackingBook,
    WrittenDecision,
)

IN_2021, IN_2026 = date(2021, 10, 11), date(2026, 1, 5)
CODE = "H56.33-260105-0154"
OLD_CODE = "000.17.22.H56-210531-0001"
URL = f"https://motcua.thanhhoa.example/tra-cuu/{CODE}?k=7Hq2mZx9Kd"
CENTRE = "Trung tâm Phục vụ hành chính công tỉnh Thanh Hóa"
COMMUNE = "Ủy ban nhân dân phường Hạc Thành"
LAND = (
    "Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất trong các trường hợp chuyển đổi, "
    "chuyển nhượng, thừa kế, tặng cho"
)
LONG_NAME = "Nguyễn Phúc Trần Hoàng Thị Khánh Tường"
LONG_PROCEDURE = (LAND + ", góp vốn bằng quyền sử dụng đất, mua bán tài sản gắn liền với đất ")[:150] * 2
LONG_BODY = "Trung tâm Phục vụ hành chính công xã Thượng Ninh và các đơn vị trực thuộc"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def letterhead(number: str | None, body: str = CENTRE, superior: str = "Ủy ban nhân dân tỉnh Thanh Hóa") -> Letterhead:
    return Letterhead(superior=superior, body=body, number=number, place="Thanh Hóa", issued_on=IN_2026)


DUONG = Party(
    name="Nguyễn Thị Thùy Dương",
    is_organisation=False,
    id_kind=IdKind.PERSONAL_ID,
    id_number="038 190 012 345",
    address="Số 25 đường Lê Lợi, phường Hạc Thành, tỉnh Thanh Hóa",
    phone="0912 345 678",
    email="thuyduong.nt@example.vn",
)
COMPANY = Party(
    name="Công ty trách nhiệm hữu hạn Xây dựng và Thương mại Sông Mã",
    is_organisation=True,
    id_kind=IdKind.TAX_CODE,
    id_number="2800123456",
    address="Lô 12, khu công nghiệp Lễ Môn, phường Quảng Phú, tỉnh Thanh Hóa",
    phone="0237 3900 900",
    email="",
)
CHAIR = Signature(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Trịnh Văn Hoằng")
HEAD = Signature(("Giám đốc",), "Lê Thị Hường")
HELP = Contact("bà Lê Thị Hường", "0237 3900 900")

RECEIPT = ReceiptSlip(
    letterhead=letterhead("1542/TNHS"),
    dossier_code=CODE,
    tracking_url=URL,
    copies=(Copy.KEPT, Copy.APPLICANT),
    desk=CENTRE,
    submitter=DUONG,
    owner=None,
    procedure=LAND,
    procedure_code="1.012782",
    request="",
    competent_agency="Văn phòng Đăng ký đất đai tỉnh Thanh Hóa",
    papers=(
        Paper("Đơn đăng ký biến động đất đai, tài sản gắn liền với đất theo Mẫu số 11/ĐK", 1, 0, 0, 0),
        Paper("Hợp đồng, văn bản về việc chuyển nhượng quyền sử dụng đất đã được công chứng", 2, 0, 0, 0),
        Paper("Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất", 1, 0, 0, 1),
        Paper("Tờ khai thuế thu nhập cá nhân (Mẫu 03/BĐS-TNCN)", 2, 0, 0, 0),
        Paper("Tờ khai lệ phí trước bạ (Mẫu 01/LPTB)", 1, 0, 0, 0),
        Paper("Căn cước công dân của bên chuyển nhượng và bên nhận chuyển nhượng", 0, 2, 0, 0),
    ),
    set_count=1,
    processing_time="08 ngày làm việc",
    received_at=at("2026-01-05 09:15"),
    due_at=at("2026-01-15 16:30"),
    return_way="Trả tại quầy trả kết quả của Trung tâm",
    fees=(Fee("Phí thẩm định hồ sơ", 240_000), Fee("lệ phí", 50_000)),
    fee_paid=FeePaid.AT_RETURN,
    book=BookEntry("03/2026", "1542"),
    website="motcua.thanhhoa.example",
    hotline="0237 3900 900",
    remark="Khi có kết quả, hệ thống gửi tin nhắn đến số điện thoại đã đăng ký. Khi đến nhận, mang theo giấy này "
    "hoặc giấy tờ tùy thân; người nhận thay mang theo giấy ủy quyền.",
    officer="Lê Văn Hoằng",
)

SUPPLEMENT = SupplementSlip(
    letterhead=letterhead("27/PBS"),
    dossier_code=CODE,
    tracking_url=URL,
    recipient=DUONG,
    procedure=LAND,
    procedure_code="1.012782",
    missing=(
        MissingPaper("Hợp đồng chuyển nhượng quyền sử dụng đất", "thiếu trang 3, chữ ký bên nhận chưa được công chứng"),
        MissingPaper("Tờ khai lệ phí trước bạ (Mẫu 01/LPTB)", "chưa ghi diện tích đất"),
        MissingPaper("Căn cước công dân của bên nhận chuyển nhượng", "bản sao chưa được chứng thực"),
    ),
    reason="Hồ sơ chưa đủ thành phần theo quy định tại Điều 37 của Nghị định số 101/2024/NĐ-CP.",
    deadline=date(2026, 1, 26),
    how_to_supplement="Nộp tại quầy 05, qua dịch vụ bưu chính công ích hoặc trên Cổng Dịch vụ công quốc gia.",
    contact=HELP,
    signature=HEAD,
)

REFUSAL = RefusalSlip(
    letterhead=letterhead("09/TCHS"),
    dossier_code=CODE,
    desk=CENTRE,
    recipient=COMPANY,
    procedure="Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV",
    procedure_code="1.013225",
    stage=RefusalStage.AT_RECEPTION,
    reasons=(
        "Công trình không thuộc thẩm quyền giải quyết của cơ quan tiếp nhận.",
        "Bản vẽ thiết kế không phù hợp với quy hoạch chi tiết đã được phê duyệt.",
    ),
    legal_grounds=("Điều 91 Luật Xây dựng số 50/2014/QH13", "Điều 9 Nghị định số 118/2025/NĐ-CP"),
    guidance="Nộp hồ sơ tại Ban Quản lý Khu kinh tế Nghi Sơn và các khu công nghiệp, là cơ quan có thẩm quyền.",
    signature=Signature(("Người tiếp nhận hồ sơ",), "Lê Văn Hoằng"),
)

APOLOGY = ApologyLetter(
    letterhead=letterhead("118/XL-VPĐK", body="Văn phòng Đăng ký đất đai", superior="Sở Nông nghiệp và Môi trường"),
    dossier_code=CODE,
    tracking_url=URL,
    desk=CENTRE,
    recipient=DUONG,
    procedure=LAND,
    procedure_code="1.012782",
    received_at=at("2025-12-22 09:15"),
    promised_at=at("2026-01-06 16:30"),
    reason="Việc đo đạc xác minh thực địa phải làm lại do mốc giới của thửa đất liền kề thay đổi.",
    agency_at_fault="Văn phòng Đăng ký đất đai",
    new_due_at=at("2026-01-13 16:30"),
    contact=HELP,
    signature=Signature(("Giám đốc",), "Phạm Đức Thịnh"),
)

STOP = StopNotice(
    letterhead=letterhead("31/TB-UBND", body=COMMUNE, superior="tỉnh Thanh Hóa"),
    dossier_code=CODE,
    tracking_url=URL,
    recipient=DUONG,
    procedure="Đăng ký khai sinh",
    procedure_code="1.001193",
    received_at=at("2026-01-02 14:05"),
    requested_on=date(2026, 1, 5),
    reason="Người yêu cầu đề nghị rút hồ sơ để nộp tại nơi cư trú mới.",
    state_when_stopped="Công chức tư pháp – hộ tịch đang thẩm tra hồ sơ.",
    papers_returned=("Giấy chứng sinh (01 bản chính)", "Giấy chứng nhận kết hôn (01 bản chính)"),
    fee_treatment="Thủ tục không thu lệ phí.",
    signature=CHAIR,
)

_UNITS = (
    ("Bộ phận Một cửa", "Lê Văn Hoằng"),
    ("Phòng Kinh tế, Hạ tầng và Đô thị", "Trần Thị Ngọc Ánh"),
    ("Văn phòng Đăng ký đất đai", "Phạm Đức Thịnh"),
    ("Lãnh đạo Ủy ban nhân dân", "Trịnh Văn Hoằng"),
    ("Văn thư", "Đỗ Thị Quỳnh"),
    ("Bộ phận Một cửa", "Lê Văn Hoằng"),
)


def handover(number: int) -> Handover:
    (giver_unit, giver), (receiver_unit, receiver) = _UNITS[number % 5], _UNITS[number % 5 + 1]
    return Handover(
        giver_unit=giver_unit,
        giver=giver,
        receiver_unit=receiver_unit,
        receiver=receiver,
        at=at("2026-01-05 09:40") + timedelta(hours=5 * number),
        timeliness=(None, Timeliness.EARLY, Timeliness.ON_TIME, Timeliness.LATE)[min(number, 3)],
        note="" if number % 3 else "Bản giấy chuyển sáng hôm sau",
    )


CONTROL_SLIP = ControlSlip(
    letterhead=letterhead(None, body=COMMUNE, superior="tỉnh Thanh Hóa"),
    dossier_code=CODE,
    procedure=LAND,
    procedure_code="1.012782",
    owner=DUONG.name,
    competent_agency="Văn phòng Đăng ký đất đai",
    coordinating_agencies=("Thuế cơ sở 1", "Phòng Kinh tế, Hạ tầng và Đô thị"),
    processing_time="08 ngày làm việc (64 giờ)",
    received_at=at("2026-01-05 09:15"),
    due_at=at("2026-01-15 16:30"),
    handovers=tuple(handover(number) for number in range(5)),
)


def book_row(number: int) -> BookRow:
    returned = number % 3 != 2
    return BookRow(
        dossier_code=f"H56.33-260105-{number:04}",
        procedure=(LAND, "Đăng ký khai sinh", "Chứng thực bản sao từ bản chính giấy tờ, văn bản")[number % 3],
        set_count=1,
        owner=(DUONG.name, COMPANY.name, "Hà Văn Y")[number % 3],
        address=("Phường Hạc Thành", "Phường Quảng Phú", "Xã Thượng Ninh")[number % 3],
        phone="0912345678",
        competent_agency=("Văn phòng Đăng ký đất đai", "UBND phường Hạc Thành", "UBND xã Thượng Ninh")[number % 3],
        received_on=date(2026, 1, 5),
        due_on=date(2026, 1, 15),
        sent_on=date(2026, 1, 5),
        result_back_on=date(2026, 1, 14) if returned else None,
        returned_on=date(2026, 1, 15) if returned else None,
        return_way=("Trực tiếp", "Bưu chính", "")[number % 3],
        note="",
    )


BOOK = TrackingBook(
    letterhead=letterhead(None, body=COMMUNE, superior="tỉnh Thanh Hóa"),
    volume="03/2026",
    first_day=date(2026, 1, 5),
    last_day=date(2026, 1, 9),
    rows=tuple(book_row(number) for number in range(1, 13)),
    keeper=Signature(("Người lập sổ",), "Lê Văn Hoằng"),
)


def handed(number: int) -> HandedDossier:
    return HandedDossier(
        dossier_code=f"H56.33-260105-{number:04}",
        owner=(DUONG.name, COMPANY.name)[number % 2],
        procedure=(LAND, "Đăng ký khai sinh")[number % 2],
        set_count=1,
        due_at=at("2026-01-15 16:30"),
        note="",
    )


HANDOVER = HandoverSlip(
    letterhead=letterhead("64/BG"),
    giver_unit="Bộ phận Tiếp nhận và Trả kết quả",
    giver="Lê Văn Hoằng",
    receiver_unit="Văn phòng Đăng ký đất đai",
    receiver="Trần Thị Ngọc Ánh",
    handed_at=at("2026-01-05 15:45"),
    dossiers=tuple(handed(number) for number in range(154, 159)),
)

DECISION = WrittenDecision(
    letterhead=letterhead("207/QĐ-UBND", body=COMMUNE, superior="tỉnh Thanh Hóa"),
    kind="Quyết định",
    abstract="Về việc cấp Giấy phép xây dựng nhà ở riêng lẻ",
    authority="Chủ tịch Ủy ban nhân dân phường Hạc Thành",
    grounds=(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
        "Căn cứ Luật Xây dựng ngày 18 tháng 6 năm 2014; Luật sửa đổi, bổ sung một số điều của Luật Xây dựng ngày 17 "
        "tháng 6 năm 2020",
        "Xét hồ sơ đề nghị cấp giấy phép xây dựng của bà Nguyễn Thị Thùy Dương",
    ),
    proposal="Theo đề nghị của Trưởng phòng Kinh tế, Hạ tầng và Đô thị",
    articles=(
        "Cấp phép cho bà Nguyễn Thị Thùy Dương xây dựng nhà ở riêng lẻ trên thửa đất số 112, tờ bản đồ số 25, phường "
        "Hạc Thành; diện tích xây dựng 86,5 m², số tầng 03, chiều cao 11,4 m.",
        "Chủ đầu tư chịu trách nhiệm thực hiện đúng nội dung giấy phép và thông báo ngày khởi công trước 07 ngày.",
        "Quyết định này có hiệu lực kể từ ngày ký. Trưởng phòng Kinh tế, Hạ tầng và Đô thị và bà Nguyễn Thị Thùy Dương "
        "chịu trách nhiệm thi hành Quyết định này",
    ),
    recipients=("Như Điều 3", "Sở Xây dựng (để báo cáo)", "Lưu: VT, KTHT"),
    dossier_code=CODE,
    tracking_url=URL,
    approval=Approval("Ông Trịnh Văn Hoằng", "Phó Chủ tịch Ủy ban nhân dân phường", at("2026-01-05 10:42")),
    signature=CHAIR,
)

USUAL: dict[str, Form] = {
    "receipt": RECEIPT,
    "supplement": SUPPLEMENT,
    "refusal": REFUSAL,
    "apology": APOLOGY,
    "stop": STOP,
    "control_slip": CONTROL_SLIP,
    "tracking_book": BOOK,
    "handover": HANDOVER,
    "decision": DECISION,
}

_LONG_PARTY = replace(
    DUONG, name=LONG_NAME, address=f"{DUONG.address}, {LAND}", email="thu.rat.dai@" + "x" * 60 + ".example.vn"
)
_LONG_HEAD = letterhead("1542/TNHS-TTPVHCC", body=LONG_BODY, superior="Ủy ban nhân dân xã Thượng Ninh, tỉnh Thanh Hóa")
_LONG_SIGNATURE = Signature(("TUQ. CHỦ TỊCH ỦY BAN NHÂN DÂN", "KT. Giám đốc Trung tâm", "Phó giám đốc"), LONG_NAME)
_MANY_LINES = tuple(f"{LAND} ({number})." for number in range(1, 15))

OVERFULL: dict[str, Form] = {
    "receipt": replace(
        RECEIPT,
        letterhead=_LONG_HEAD,
        dossier_code=OLD_CODE,
        submitter=_LONG_PARTY,
        owner=replace(COMPANY, name=COMPANY.name + " và Phát triển hạ tầng Bắc Trung Bộ"),
        procedure=LONG_PROCEDURE,
        request=LONG_PROCEDURE,
        papers=tuple(Paper(f"{LAND}, bản số {number}", number % 3, 1, 0, 12) for number in range(1, 41)),
        due_at=None,
        officer=LONG_NAME,
    ),
    "supplement": replace(
        SUPPLEMENT,
        letterhead=_LONG_HEAD,
        recipient=_LONG_PARTY,
        procedure=LONG_PROCEDURE,
        missing=tuple(MissingPaper(f"Giấy tờ số {number}: {LAND}", LAND) for number in range(1, 41)),
        signature=_LONG_SIGNATURE,
    ),
    "refusal": replace(
        REFUSAL, letterhead=_LONG_HEAD, recipient=_LONG_PARTY, reasons=_MANY_LINES, signature=_LONG_SIGNATURE
    ),
    "apology": replace(
        APOLOGY,
        letterhead=_LONG_HEAD,
        recipient=_LONG_PARTY,
        procedure=LONG_PROCEDURE,
        reason="\n".join(_MANY_LINES),
        signature=_LONG_SIGNATURE,
    ),
    "stop": replace(
        STOP, letterhead=_LONG_HEAD, recipient=COMPANY, papers_returned=_MANY_LINES * 2, signature=_LONG_SIGNATURE
    ),
    "control_slip": replace(
        CONTROL_SLIP,
        letterhead=_LONG_HEAD,
        dossier_code=OLD_CODE,
        owner=LONG_NAME,
        procedure=LONG_PROCEDURE,
        handovers=tuple(replace(handover(number), receiver=LONG_NAME) for number in range(40)),
    ),
    "tracking_book": replace(
        BOOK,
        letterhead=_LONG_HEAD,
        rows=tuple(
            replace(book_row(number), owner=LONG_NAME, procedure=LONG_PROCEDURE, dossier_code=OLD_CODE)
            for number in range(60)
        ),
    ),
    "handover": replace(
        HANDOVER,
        letterhead=_LONG_HEAD,
        giver=LONG_NAME,
        dossiers=tuple(replace(handed(number), dossier_code=OLD_CODE, owner=LONG_NAME) for number in range(40)),
    ),
    "decision": replace(
        DECISION,
        letterhead=_LONG_HEAD,
        articles=_MANY_LINES * 2,
        recipients=_MANY_LINES[:6],
        signature=_LONG_SIGNATURE,
    ),
}
