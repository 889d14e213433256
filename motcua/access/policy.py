"""Who may do what, on one page: the permissions, the roles that carry them, and what one person may not do twice.

law:one-stop-roles — the duties of the one-stop unit and of those behind it. A role is a sentence, how far it reaches,
and a list of permissions. Nothing else in the code decides what a role may do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from django.utils import translation

from motcua.base.words import gettext_lazy as _
from motcua.core.roles import Role
from motcua.people.roles import POSTABLE


class Permission(StrEnum):
    """One thing a door may ask for. The value is stored in no table, so a name may change with its meaning."""

    # The owner of a dossier
    FILE_DOSSIER = "file_dossier"  # submit, supplement, withdraw
    SEE_OWN_DOSSIERS = "see_own_dossiers"  # and who looked into them
    # The desk
    CREATE_DOSSIER = "create_dossier"  # on behalf of a person at the desk, or for the post
    ACCEPT_DOSSIER = "accept_dossier"  # check, accept, refuse, ask for a supplement, print Forms 01–03
    HAND_OVER_DOSSIER = "hand_over_dossier"  # between the desk and the agency that decides
    RECORD_PAYMENT = "record_payment"  # proof that a financial obligation was met
    RETURN_RESULT = "return_result"
    # Working a dossier
    SEE_DOSSIERS = "see_dossiers"  # within the reach of the role; each look at personal data is logged
    SEE_PAPERS = "see_papers"
    WORK_STEP = "work_step"  # own steps: draft, propose a supplement or an apology, consult
    ANSWER_CONSULTATION = "answer_consultation"
    ASSIGN_STEP = "assign_step"  # assign, review, return
    REASSIGN_STEP = "reassign_step"  # give an open step to somebody else: one's own, or as their head or director
    WATCH_UNIT = "watch_unit"  # due and overdue work of others
    WATCH_RECEIVED = "watch_received"  # the same of dossiers received through one's desks, whoever decides on them
    APPROVE_RESULT = "approve_result"
    APPROVE_SUPPLEMENT = "approve_supplement"  # and apology, extension, stop
    DELEGATE = "delegate"
    NUMBER_DOCUMENT = "number_document"  # register, number, seal, send
    ARCHIVE_DOSSIER = "archive_dossier"
    # Running the mechanism
    OPEN_CONSOLE = "open_console"  # the front page of what one manages; each area asks for its own right
    REASSIGN_DESK = "reassign_desk"
    SEE_REPORTS = "see_reports"
    MANAGE_CATALOG = "manage_catalog"
    MANAGE_PROCESSES = "manage_processes"
    MANAGE_PEOPLE = "manage_people"  # officers, posts, second factors of the unit
    MANAGE_AGENCIES = "manage_agencies"
    MANAGE_SETTINGS = "manage_settings"
    READ_LOGS = "read_logs"
    SEE_GALLERY = "see_gallery"  # the living page of interface parts
    # Everyone who signed in as an officer
    OWN_ACCOUNT = "own_account"


class Scope(IntEnum):
    """How far a role reaches. A wider scope contains the narrower ones."""

    OWN = 1  # only what is one's own: one's dossiers, one's steps
    UNIT = 2  # the division of the post (the whole agency when the post has no division)
    AGENCY = 3  # the agency of the post
    SUBTREE = 4  # the agency and everything below it
    PROVINCE = 5


@dataclass(frozen=True, slots=True)
class Rule:
    """What a role is: who it is, in the words of the regulation; how far it reaches; what it may do."""

    title: str
    sentence: str
    scope: Scope
    may: frozenset[Permission]
    granted_by: str = _("Quản trị đơn vị")  # whom to ask for it, shown when a right is missing

    @property
    def vi(self) -> str:
        """The title on papers and in files, whatever language its reader has chosen."""
        with translation.override("vi"):
            return str(self.title)


P = Permission

# What every officer has, whatever the post.
EVERY_OFFICER = frozenset({P.OWN_ACCOUNT, P.SEE_GALLERY})

ROLES: Mapping[Role, Rule] = {
    Role.CITIZEN: Rule(
        _("Người dân, tổ chức"),
        "Nộp, bổ sung, rút và theo dõi hồ sơ của chính mình; xem ai đã tra cứu hồ sơ của mình.",
        Scope.OWN,
        frozenset({P.FILE_DOSSIER, P.SEE_OWN_DOSSIERS, P.OWN_ACCOUNT}),
        granted_by=_("Đăng ký tài khoản"),
    ),
    Role.RECEPTION: Rule(
        _("Cán bộ tiếp nhận"),
        "Lập, kiểm tra, tiếp nhận, từ chối, yêu cầu bổ sung hồ sơ; bàn giao và trả kết quả tại quầy. "
        "Không thẩm định, không ký.",
        Scope.AGENCY,
        frozenset(
            {
                P.CREATE_DOSSIER,
                P.ACCEPT_DOSSIER,
                P.HAND_OVER_DOSSIER,
                P.RETURN_RESULT,
                P.RECORD_PAYMENT,
                P.SEE_DOSSIERS,
                P.SEE_PAPERS,
                P.WORK_STEP,
            }
        ),
    ),
    Role.RETURN_DESK: Rule(
        _("Cán bộ trả kết quả"),
        "Kiểm tra giấy tờ người nhận, ghi nhận việc trả kết quả. Không sửa kết quả.",
        Scope.AGENCY,
        frozenset({P.RETURN_RESULT, P.HAND_OVER_DOSSIER, P.SEE_DOSSIERS, P.WORK_STEP}),
    ),
    Role.CASHIER: Rule(
        _("Cán bộ thu phí, lệ phí"),
        "Ghi nhận việc nộp phí, lệ phí, nghĩa vụ tài chính. Không sửa hồ sơ.",
        Scope.AGENCY,
        frozenset({P.RECORD_PAYMENT, P.SEE_DOSSIERS}),
    ),
    Role.POSTAL: Rule(
        _("Nhân viên bưu chính"),
        "Nộp hồ sơ thay và nhận kết quả để chuyển phát. Không xem nội dung sau khi đã bàn giao.",
        Scope.OWN,
        frozenset({P.CREATE_DOSSIER, P.HAND_OVER_DOSSIER}),
    ),
    Role.CASE_OFFICER: Rule(
        _("Chuyên viên thụ lý"),
        "Thực hiện bước được giao: thẩm định, dự thảo kết quả, đề nghị bổ sung, xin lỗi, lấy ý kiến. "
        "Không tiếp nhận, không ký, không xem hồ sơ của phòng khác.",
        Scope.UNIT,
        frozenset(
            {P.WORK_STEP, P.REASSIGN_STEP, P.ANSWER_CONSULTATION, P.SEE_DOSSIERS, P.SEE_PAPERS, P.RECORD_PAYMENT}
        ),
    ),
    Role.DIVISION_HEAD: Rule(
        _("Lãnh đạo phòng"),
        "Phân công, rà soát, trả lại, điều chuyển việc trong phòng; theo dõi hạn của phòng. "
        "Không ký thay khi chưa được ủy quyền.",
        Scope.UNIT,
        frozenset(
            {
                P.ASSIGN_STEP,
                P.REASSIGN_STEP,
                P.WATCH_UNIT,
                P.WORK_STEP,
                P.ANSWER_CONSULTATION,
                P.SEE_DOSSIERS,
                P.SEE_PAPERS,
                P.SEE_REPORTS,
                P.DELEGATE,
            }
        ),
    ),
    Role.AGENCY_LEADER: Rule(
        _("Lãnh đạo cơ quan"),
        "Phê duyệt kết quả, việc bổ sung, xin lỗi, dừng giải quyết; ủy quyền có thời hạn.",
        Scope.SUBTREE,
        frozenset(
            {
                P.APPROVE_RESULT,
                P.APPROVE_SUPPLEMENT,
                P.ASSIGN_STEP,
                P.REASSIGN_STEP,
                P.WATCH_UNIT,
                P.WORK_STEP,
                P.ANSWER_CONSULTATION,
                P.SEE_DOSSIERS,
                P.SEE_PAPERS,
                P.SEE_REPORTS,
                P.DELEGATE,
            }
        ),
    ),
    Role.COMMITTEE_OFFICE: Rule(
        _("Chuyên viên Văn phòng UBND"),
        "Thẩm tra hồ sơ sở, ngành trình trước khi lãnh đạo UBND ký.",
        Scope.AGENCY,
        frozenset({P.WORK_STEP, P.ANSWER_CONSULTATION, P.SEE_DOSSIERS, P.SEE_PAPERS}),
    ),
    Role.COMMITTEE_LEADER: Rule(
        _("Lãnh đạo UBND"),
        "Phê duyệt kết quả thuộc thẩm quyền của Ủy ban nhân dân; ủy quyền có thời hạn.",
        Scope.SUBTREE,
        frozenset(
            {
                P.APPROVE_RESULT,
                P.APPROVE_SUPPLEMENT,
                P.ASSIGN_STEP,
                P.WATCH_UNIT,
                P.WORK_STEP,
                P.SEE_DOSSIERS,
                P.SEE_PAPERS,
                P.SEE_REPORTS,
                P.DELEGATE,
            }
        ),
    ),
    Role.CLERK: Rule(
        _("Văn thư"),
        "Vào sổ, cấp số, đóng dấu, phát hành văn bản. Không sửa nội dung đã ký.",
        Scope.AGENCY,
        frozenset({P.NUMBER_DOCUMENT, P.WORK_STEP, P.SEE_DOSSIERS}),
    ),
    Role.OTHER_AGENCY: Rule(
        _("Cơ quan phối hợp"),
        "Trả lời ý kiến, xác nhận nghĩa vụ khi được hỏi. Chỉ thấy phần việc được hỏi.",
        Scope.OWN,
        frozenset({P.ANSWER_CONSULTATION, P.WORK_STEP, P.SEE_DOSSIERS}),
    ),
    Role.CENTRE_DIRECTOR: Rule(
        _("Giám đốc Trung tâm"),
        "Theo dõi các quầy, bố trí cán bộ, xem báo cáo. Không thay đổi quyết định chuyên môn.",
        Scope.SUBTREE,
        frozenset(
            {
                P.WATCH_UNIT,
                P.WATCH_RECEIVED,
                P.REASSIGN_DESK,
                P.REASSIGN_STEP,
                P.SEE_REPORTS,
                P.SEE_DOSSIERS,
                P.DELEGATE,
            }
        ),
    ),
    Role.PROCEDURE_CONTROL: Rule(
        _("Cán bộ kiểm soát thủ tục hành chính"),
        "Quản lý danh mục thủ tục, công bố, báo cáo, kiểm tra việc trễ hạn. Không giải quyết hồ sơ.",
        Scope.PROVINCE,
        frozenset({P.OPEN_CONSOLE, P.MANAGE_CATALOG, P.MANAGE_PROCESSES, P.SEE_REPORTS, P.WATCH_UNIT}),
        granted_by=_("Quản trị hệ thống"),
    ),
    Role.UNIT_ADMIN: Rule(
        _("Quản trị đơn vị"),
        "Quản lý tài khoản, vai trò, quy trình của đơn vị mình và đơn vị trực thuộc. Không chạm tới đơn vị khác.",
        Scope.SUBTREE,
        frozenset({P.OPEN_CONSOLE, P.MANAGE_PEOPLE, P.MANAGE_PROCESSES}),
        granted_by=_("Quản trị hệ thống"),
    ),
    Role.ARCHIVIST: Rule(
        _("Cán bộ lưu trữ"),
        "Nhận hồ sơ đã kết thúc vào lưu trữ. Không sửa hồ sơ.",
        Scope.AGENCY,
        frozenset({P.ARCHIVE_DOSSIER, P.SEE_DOSSIERS, P.SEE_PAPERS}),
    ),
    Role.AUDITOR: Rule(
        _("Thanh tra, kiểm tra"),
        "Xem mọi hồ sơ và nhật ký trong phạm vi kiểm tra. Không thay đổi gì.",
        Scope.PROVINCE,
        frozenset({P.OPEN_CONSOLE, P.SEE_DOSSIERS, P.SEE_PAPERS, P.READ_LOGS, P.SEE_REPORTS}),
        granted_by=_("Quản trị hệ thống"),
    ),
    Role.SYSTEM_ADMIN: Rule(
        _("Quản trị hệ thống"),
        "Cấu hình kỹ thuật, cơ quan, tài khoản quản trị. Không đọc hồ sơ của người dân.",
        Scope.PROVINCE,
        frozenset({P.OPEN_CONSOLE, P.MANAGE_SETTINGS, P.MANAGE_AGENCIES, P.MANAGE_PEOPLE}),
        granted_by=_("Quản trị hệ thống"),
    ),
    # Neither signs in: machines come with their own keys, and the system is not a person.
    Role.INTEGRATION: Rule(_("Hệ thống kết nối"), _("Quyền của máy, theo khóa riêng."), Scope.OWN, frozenset()),
    Role.SYSTEM: Rule(_("Hệ thống"), _("Việc tự động theo thời hạn."), Scope.OWN, frozenset()),
}

# What each right is called when it is missing.
TITLES: Mapping[Permission, str] = {
    P.FILE_DOSSIER: _("nộp hồ sơ"),
    P.SEE_OWN_DOSSIERS: _("xem hồ sơ của mình"),
    P.CREATE_DOSSIER: _("lập hồ sơ tại quầy"),
    P.ACCEPT_DOSSIER: _("tiếp nhận hồ sơ"),
    P.HAND_OVER_DOSSIER: _("bàn giao hồ sơ"),
    P.RECORD_PAYMENT: _("ghi nhận nghĩa vụ tài chính"),
    P.RETURN_RESULT: _("trả kết quả"),
    P.SEE_DOSSIERS: _("xem hồ sơ"),
    P.SEE_PAPERS: _("xem giấy tờ trong hồ sơ"),
    P.WORK_STEP: _("xử lý bước được giao"),
    P.ANSWER_CONSULTATION: _("trả lời ý kiến"),
    P.ASSIGN_STEP: _("phân công xử lý"),
    P.REASSIGN_STEP: _("giao lại bước xử lý"),
    P.WATCH_UNIT: _("theo dõi tiến độ của đơn vị"),
    P.WATCH_RECEIVED: _("theo dõi tiến độ hồ sơ nhận qua Bộ phận Một cửa"),
    P.APPROVE_RESULT: _("phê duyệt kết quả"),
    P.APPROVE_SUPPLEMENT: _("phê duyệt bổ sung, xin lỗi, dừng giải quyết"),
    P.DELEGATE: _("ủy quyền"),
    P.NUMBER_DOCUMENT: _("cấp số văn bản"),
    P.ARCHIVE_DOSSIER: _("lưu trữ hồ sơ"),
    P.REASSIGN_DESK: _("bố trí cán bộ tại quầy"),
    P.SEE_REPORTS: _("xem báo cáo"),
    P.OPEN_CONSOLE: _("mở trang quản trị"),
    P.MANAGE_CATALOG: _("quản lý danh mục thủ tục"),
    P.MANAGE_PROCESSES: _("quản lý quy trình"),
    P.MANAGE_PEOPLE: _("quản lý cán bộ"),
    P.MANAGE_AGENCIES: _("quản lý cơ quan"),
    P.MANAGE_SETTINGS: _("cấu hình hệ thống"),
    P.READ_LOGS: _("xem nhật ký tra cứu"),
    P.SEE_GALLERY: _("xem thư viện giao diện"),
    P.OWN_ACCOUNT: _("quản lý tài khoản của mình"),
}


class Duty(StrEnum):
    """A part one officer may have played in a dossier, as far as separation is concerned."""

    ACCEPTED = "accepted"
    APPROVED = "approved"
    RECORDED_PAYMENT = "recorded_payment"
    CANCELLED_PAYMENT = "cancelled_payment"
    RETURNED_RESULT = "returned_result"
    CANCELLED_RETURN = "cancelled_return"


@dataclass(frozen=True, slots=True)
class Separation:
    """Two parts in one dossier that the same officer may not both play, and why."""

    one: Duty
    other: Duty
    because: str


SEPARATIONS: tuple[Separation, ...] = (
    Separation(Duty.ACCEPTED, Duty.APPROVED, "Người tiếp nhận không được phê duyệt kết quả của chính hồ sơ đó."),
    Separation(
        Duty.RECORDED_PAYMENT,
        Duty.CANCELLED_PAYMENT,
        "Hủy ghi nhận thu phải do người khác thực hiện, không phải người đã ghi nhận.",
    ),
    Separation(
        Duty.RETURNED_RESULT,
        Duty.CANCELLED_RETURN,
        "Hủy việc trả kết quả phải do người khác thực hiện, không phải người đã trả.",
    ),
)


def permissions_of(role: Role) -> frozenset[Permission]:
    """Return what a role may do; every role an officer can hold also has what every officer has."""
    granted = ROLES[role].may
    return granted | EVERY_OFFICER if role in POSTABLE else granted


def grantors(permission: Permission) -> tuple[Role, ...]:
    """Return the roles that carry a permission, in the order of the table."""
    return tuple(role for role in ROLES if permission in permissions_of(role))


def objection(doing: Duty, done: frozenset[Duty]) -> Separation | None:
    """Return the separation rule that forbids an officer who has `done` these parts to do this one, or None."""
    for rule in SEPARATIONS:
        if (doing is rule.one and rule.other in done) or (doing is rule.other and rule.one in done):
            return rule
    return None
