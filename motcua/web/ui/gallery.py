"""The living page `/giao-dien/`: every component with its states, on both surfaces and in both languages."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from motcua.access import Permission, permission
from motcua.base import clock
from motcua.base.words import gettext_lazy as _
from motcua.core import status_words
from motcua.core.status_words import STATUSES, Tone
from motcua.core.vietnam import ZONE
from motcua.files import papers, signatures
from motcua.files.signatures import Said
from motcua.web.ui import gallery_form, wording
from motcua.web.ui.forms import Form
from motcua.web.ui.linked import WAITS, LinkedRow, LinkedShown
from motcua.web.ui.parts import Crumb, Fact, Key, Moment, NavGroup, Page, Paper, Stage, Tab
from motcua.web.ui.uploads import Kept
from motcua.web.ui.widgets import Combobox, DateInput, FilesField

HOUR = timedelta(hours=1)


class SampleForm(Form):
    """One field of each kind."""

    full_name = forms.CharField(label=_("Họ và tên"), help_text=_("Ghi đúng như trên giấy tờ."))
    born_on = forms.DateField(label=_("Ngày sinh"), help_text=_("Ví dụ 05/01/1985"), widget=DateInput)
    commune = forms.CharField(
        label=_("Xã, phường"), widget=Combobox(["Phường Hạc Thành", "Phường Sầm Sơn", "Xã Thọ Xuân"]), required=False
    )
    receive = forms.ChoiceField(
        label=_("Cách nhận kết quả"),
        choices=[("desk", _("Tại quầy")), ("post", _("Qua bưu chính công ích"))],
        widget=forms.RadioSelect,
    )
    field = forms.ChoiceField(
        label=_("Lĩnh vực"), choices=[("", _("Tất cả")), ("ht", "Hộ tịch"), ("dd", "Đất đai")], required=False
    )
    notices = forms.MultipleChoiceField(
        label=_("Nhận tin báo qua"),
        choices=[("sms", _("Tin nhắn")), ("mail", _("Thư điện tử"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    papers = FilesField(
        label=_("Giấy chứng sinh"),
        help_text=_("Ảnh hoặc PDF, mỗi tệp không quá 10 MB."),
        required=False,
    )
    note = forms.CharField(label=_("Ghi chú"), widget=forms.Textarea, required=False)
    sure = forms.BooleanField(label=_("Tôi cam đoan những điều khai trên là đúng sự thật."))


ROWS = [
    ("H56.33-261118-0098", "Cấp lại Giấy chứng nhận quyền sử dụng đất do bị mất", "Đỗ Văn Khánh", "Thẩm định", -10),
    ("H56.33-261119-0121", "Đăng ký biến động quyền sử dụng đất", "Lê Thị Hồng Nhung", "Thẩm định", -3),
    ("H56.33-261120-0033", "Tách thửa hoặc hợp thửa đất", "Công ty TNHH Hoằng Long", "Trình ký", 2),
    ("H56.33-261120-0047", "Đăng ký biến động quyền sử dụng đất khi thừa kế", "Nguyễn Văn Ước", "Thẩm định", 5),
    ("H56.33-261121-0009", "Chuyển mục đích sử dụng đất", "Hoàng Đình Trường", "Lấy ý kiến", None),
    ("H56.33-261121-0014", "Đính chính Giấy chứng nhận đã cấp", "Phạm Thị Ngọc Ánh", "Thẩm định", 12),
    ("H56.33-261123-0154", "Đăng ký biến động quyền sử dụng đất", "Nguyễn Thị Thùy Dương", "Thẩm định", 25),
    ("H56.33-261123-0157", "Tách thửa hoặc hợp thửa đất", "Lương Ngọc Quyến", "Phân công", 88),
]


@dataclass(frozen=True, slots=True)
class News:
    """A message of the framework as templates see it."""

    words: str
    level_tag: str

    def __str__(self) -> str:
        return str(self.words)


def sample(form: forms.Form | None = None) -> dict[str, object]:
    """Values for every component."""
    now = clock.now()
    whole = 64 * HOUR
    declared = gallery_form.answered(now.date())
    return {
        "declaration": gallery_form.judged(now.date()) if form else declared,
        "declared": declared.parts,
        "broken_off": [{"name": "so-ho-khau.pdf", "received": 3_100_000, "size": 5_200_000}],
        "messages": [News(_("Đã chuyển hồ sơ sang bước sau."), "success")],
        "kept_files": KEPT_FILES,
        "leaves": LEAVES,
        "form": form,
        "fresh": SampleForm(),
        "now": now,
        "long_ago": now - timedelta(days=2, hours=3),
        "due_at": datetime(2026, 12, 3, 16, 30, tzinfo=ZONE),
        "tones": [(tone, word) for tone, word in zip(Tone, TONE_NAMES, strict=True)],
        "statuses": sorted(STATUSES.items()),
        "dues": [status_words.due(left=left * HOUR, whole=whole) for left in (25, 5, 0, -3, -10)]
        + [status_words.waiting(), status_words.waiting("Thuế cơ sở 1"), status_words.returned("02/12")],
        "rows": [(*row[:4], _due(row[4], whole)) for row in ROWS],
        "page": Page.asked("3", size=20, total=1_284),
        "tabs": [
            Tab(_("Tất cả"), "#a", 41, current=True),
            Tab(_("Quá hạn"), "#b", 6, tone="late"),
            Tab(_("Sắp đến hạn"), "#c", 9, tone="soon"),
            Tab(_("Chờ bổ sung"), "#d", 5),
        ],
        "crumbs": [Crumb(_("Trang chủ"), "/"), Crumb(_("Hộ tịch"), "#"), Crumb(_("Đăng ký khai sinh"))],
        "facts": [
            Fact(_("Mã hồ sơ"), "H56.33-261120-0047", "code"),
            Fact(_("Chủ hồ sơ"), "Nguyễn Văn Ước"),
            Fact(_("Nhận lúc"), "10:20, 20/11/2026"),
            Fact(_("Hẹn trả"), wording.due(datetime(2026, 12, 2, 16, 30, tzinfo=ZONE))),
        ],
        "moments": [
            Moment(Stage.DONE, "Tiếp nhận hồ sơ", ["Trung tâm Phục vụ hành chính công", "09:15, 23/11/2026"]),
            Moment(Stage.DONE, "Phân công thụ lý", ["Phòng Đăng ký đất đai", "14:02, 23/11/2026"]),
            Moment(Stage.NOW, "Thẩm định hồ sơ", ["Hạn của bước: 16:30, 26/11/2026"]),
            Moment(Stage.TODO, "Ký duyệt kết quả", ["Lãnh đạo Văn phòng Đăng ký đất đai"]),
            Moment(Stage.TODO, "Trả kết quả", ["Dự kiến 16:30, thứ Năm, 03/12/2026"]),
        ],
        "linked": LinkedShown(
            "Đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi",
            (
                LinkedRow(
                    1,
                    "H56.33-261123-0154",
                    "Đăng ký khai sinh",
                    "UBND phường Hạc Thành",
                    Tone.OK,
                    wording.said(STATUSES[9].tag),
                    str(_("Có kết quả %(moment)s")) % {"moment": "15:10, 23/11/2026"},
                    "#",
                    False,
                ),
                LinkedRow(
                    2,
                    "H56.CA-261123-0007",
                    "Đăng ký thường trú",
                    "Công an phường Hạc Thành",
                    Tone.WAIT,
                    wording.said(WAITS),
                    str(_("Bắt đầu khi hồ sơ %(codes)s có kết quả")) % {"codes": "H56.33-261123-0154"},
                    "",
                    True,
                ),
            ),
        ),
        "papers": [
            Paper("Tờ khai đăng ký khai sinh", "1 bản chính", True, key="1"),
            Paper("Giấy chứng sinh", "1 bản chính", False, "Chưa nộp; có thể thay bằng giấy cam đoan.", key="2"),
            Paper("Giấy ủy quyền", "1 bản sao", None, optional=True, key="3"),
        ],
        "keys": [
            Key("JK", _("Lên, xuống")),
            Key(["Enter"], _("Mở")),
            Key("X", _("Chọn")),
            Key("/", _("Tìm")),
            Key("?", _("Tất cả phím tắt")),
        ],
        "side_groups": [
            NavGroup(
                "",
                [
                    Tab(_("Hộp việc"), "#", 41, current=True, icon="inbox"),
                    Tab(_("Tiếp nhận"), "#", icon="scan-line"),
                    Tab(_("Trình ký"), "#", 4, icon="pen-line"),
                    Tab(_("Trả kết quả"), "#", 9, icon="package-check"),
                ],
            ),
            NavGroup(
                _("Công cụ"),
                [Tab(_("Tra cứu"), "#", icon="search"), Tab(_("Báo cáo"), "#", icon="chart-no-axes-column")],
            ),
        ],
    }


TONE_NAMES = [_("Đúng hạn"), _("Sắp đến hạn"), _("Quá hạn"), _("Chờ bổ sung"), _("Đã rút"), _("Trực tuyến toàn trình")]


SIGNED = (
    Said(Tone.OK, signatures.TRUSTED.with_(signer="Nguyễn Văn Ước", issuer="VNPT-CA")),
    Said(Tone.IDLE, signatures.UNKNOWN.with_(signer="Nguyễn Văn Ước", issuer="CA2")),
    Said(Tone.SOON, signatures.ALTERED.with_(signer="Nguyễn Văn Ước")),
)
KEPT_FILES = [
    Kept(1, "to-khai.pdf", 412_000, 2, signatures=SIGNED),
    Kept(2, "anh-chup.pdf", 890_000, 1, (), (papers.WARNINGS["blurred"].with_(page="1"),)),
]


LEAVES = [
    Kept(number, f"trang-{number}.pdf", 350_000, 1, is_leaf=True, turn=turn, stands=stands)
    for number, turn, stands in ((3, 0, (papers.STANDS["sideways"].with_(page="1"),)), (4, 90, ()))
]


def _due(left: int | None, whole: timedelta) -> status_words.Due:
    return status_words.waiting("Thuế cơ sở 1") if left is None else status_words.due(left=left * HOUR, whole=whole)


def _page(request: HttpRequest, template: str) -> HttpResponse:
    asked = request.GET.get("ngon-ngu", "")
    language = asked if asked in ("vi", "en") else translation.get_language() or "vi"
    with translation.override(language):
        form = SampleForm({}) if "loi" in request.GET else None
        return render(request, template, sample(form) | {"search_url": "#", "officer_name": "Phạm Quốc Đạt"})


@permission(Permission.SEE_GALLERY)
def work(request: HttpRequest) -> HttpResponse:
    """Components as officers see them. `?loi` shows the form with errors, `?ngon-ngu=en` English."""
    return _page(request, "ui/gallery/work.html")


@permission(Permission.SEE_GALLERY)
def citizen(request: HttpRequest) -> HttpResponse:
    """The same components as the public sees them."""
    return _page(request, "ui/gallery/citizen.html")
