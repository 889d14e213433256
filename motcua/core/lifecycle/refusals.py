"""Why a move is not made. Each says in both languages what is wrong and what to do; none changes anything."""

from motcua.core.refusal import Refusal


class MoveRefused(Refusal):
    """A move that was not made."""

    code = "move-refused"
    vi = "Không thực hiện được thao tác này."
    en = "This cannot be done."


class MoveNotAllowed(MoveRefused):
    """The state of the dossier does not allow the verb."""

    code = "move-not-allowed"
    vi = "Hồ sơ đang ở trạng thái “{state}” nên không thể {verb}. Hãy tải lại trang để xem tình trạng mới nhất."
    en = "The dossier stands at “{state}”, so this cannot be done ({verb}). Reload the page to see where it stands."


class NotOnAPart(MoveRefused):
    """The dossier is a part of another: what concerns its owner is done to the parent."""

    code = "not-on-a-part"
    vi = (
        "Đây là phần việc do hồ sơ khác chuyển lên nên không thể {verb} tại đây. "
        "Việc này do cơ quan giữ hồ sơ chính làm với chủ hồ sơ; hãy đề nghị cơ quan đó, hoặc trả lời bằng kết quả."
    )
    en = (
        "This is a part handed up by another dossier, so this cannot be done here ({verb}). "
        "The agency that holds the dossier itself deals with its owner: ask them, or answer with a result."
    )


class NotYourRole(MoveRefused):
    """The one who acts holds none of the roles the verb asks for, at none of the agencies concerned."""

    code = "not-your-role"
    vi = "Ông/Bà không có vai trò được thực hiện việc này đối với hồ sơ. Liên hệ quản trị đơn vị nếu cần phân quyền."
    en = "You hold no role that may do this to the dossier. Ask your unit's administrator if you should."


class OutsideDelegation(MoveRefused):
    """The role was lent, but not for dossiers of this field."""

    code = "outside-delegation"
    vi = (
        "Ủy quyền của Ông/Bà không gồm lĩnh vực của hồ sơ này. "
        "Người ủy quyền tự giải quyết, hoặc ủy quyền thêm lĩnh vực tại trang Ủy quyền."
    )
    en = "What was delegated to you does not include the field of this dossier. Who delegated it must do this."


class AssignedElsewhere(MoveRefused):
    """The step belongs to somebody else."""

    code = "assigned-elsewhere"
    vi = "Bước này được giao cho người khác. Trưởng phòng có thể phân công lại."
    en = "This step is assigned to somebody else. The head of division can reassign it."


class StepNotOpen(MoveRefused):
    """The step was completed already, or never opened."""

    code = "step-not-open"
    vi = "Bước này đã được hoàn thành hoặc không còn mở. Hãy tải lại trang."
    en = "This step has been completed already or is no longer open. Reload the page."


class OutcomeNotOffered(MoveRefused):
    """The process names no next step for this answer."""

    code = "outcome-not-offered"
    vi = "Quy trình không cho phép kết thúc bước “{step}” với lựa chọn này."
    en = "The process does not let the step “{step}” end this way."


class NothingBefore(MoveRefused):
    """The first step has nobody to return to."""

    code = "nothing-before"
    vi = "Đây là bước đầu tiên nên không có bước trước để trả lại."
    en = "This is the first step; there is nobody to return it to."


class WhichBefore(MoveRefused):
    """Several steps led here: the one who returns says to which."""

    code = "which-before"
    vi = "Có nhiều bước dẫn đến bước này ({steps}). Hãy chọn bước cần trả lại."
    en = "Several steps led here ({steps}). Choose the one to return to."


class NotTheirWork(MoveRefused):
    """The officer chosen holds no post in which the step could be done."""

    code = "not-their-work"
    vi = "Cán bộ được chọn không giữ vai trò thực hiện bước này tại cơ quan. Hãy chọn người khác."
    en = "The officer chosen holds no role that may do this step there. Choose somebody else."


class AlreadySeen(MoveRefused):
    """The receiver has opened the step, so it cannot be recalled."""

    code = "already-seen"
    vi = "Người nhận đã mở bước này nên không thể thu hồi. Hãy đề nghị người nhận trả lại bước trước."
    en = "The receiver has opened this step, so it cannot be recalled. Ask them to return it."


class ReasonMissing(MoveRefused):
    """The law asks for a reason and none was given."""

    code = "reason-missing"
    vi = "Cần ghi rõ lý do."
    en = "A reason is required."


class OnceOnly(MoveRefused):
    """An “at most once” rule; it may be overridden with a ground, because the sources disagree."""

    code = "once-only"
    vi = "Quy định chỉ cho phép {what} {most} lần. Nếu pháp luật chuyên ngành cho phép thêm, phải nêu căn cứ."
    en = "The rules allow {what_en} only {most} time(s). If sector law allows another, state the ground."


class TooLate(MoveRefused):
    """The moment for this has passed."""

    code = "too-late"
    vi = "Đã quá thời điểm được phép: {limit}."
    en = "The time for this has passed: {limit}."


class TooEarly(MoveRefused):
    """The moment for this has not come."""

    code = "too-early"
    vi = "Chưa đến thời điểm được phép: {limit}."
    en = "The time for this has not come: {limit}."


class SameHands(MoveRefused):
    """Two acts that must not be done by one person."""

    code = "same-hands"
    vi = "Người soạn không được tự ký hoặc tự duyệt. Cần một người khác thực hiện."
    en = "The one who drafted it may not sign or approve it. Somebody else must."


class ProposalMissing(MoveRefused):
    """There is no such proposal at the stage the verb needs."""

    code = "proposal-missing"
    vi = "Không có dự thảo phù hợp đang chờ bước này."
    en = "No proposal is waiting for this."


class ProposalWaiting(MoveRefused):
    """A proposal of this kind is on its way already."""

    code = "proposal-waiting"
    vi = "Đã có một dự thảo cùng loại đang chờ xử lý. Hãy hoàn tất hoặc hủy dự thảo đó trước."
    en = "A proposal of this kind is on its way already. Finish or reject it first."


class StillWaiting(MoveRefused):
    """Something the move depends on is not finished."""

    code = "still-waiting"
    vi = "Còn {what} chưa hoàn tất."
    en = "Still waiting for: {what_en}."


class ResultMissing(MoveRefused):
    """There is no approved, registered result."""

    code = "result-missing"
    vi = "Chưa có văn bản kết quả được lãnh đạo duyệt và vào sổ. Hãy lập kết quả trước khi kết thúc xử lý."
    en = "There is no approved and registered result yet. Prepare the result before finishing."


class NormMissing(MoveRefused):
    """Nobody has said how long the procedure may take."""

    code = "norm-missing"
    vi = "Danh mục chưa xác định được thời hạn giải quyết. Cán bộ tiếp nhận phải chọn thời hạn trước khi tiếp nhận."
    en = "The catalogue does not say how long this may take. Choose the term before accepting."


class SameAgency(MoveRefused):
    """The receiving agency is the competent one: there is nowhere to send it."""

    code = "same-agency"
    vi = "Cơ quan tiếp nhận chính là cơ quan có thẩm quyền; hãy chuyển thẳng vào bộ phận chuyên môn."
    en = "The receiving agency is the competent one; transfer it to the division directly."


class OtherAgencyFirst(MoveRefused):
    """The dossier must go to the competent agency before it is worked on."""

    code = "other-agency-first"
    vi = "Hồ sơ thuộc thẩm quyền cơ quan khác; hãy chuyển đến cơ quan có thẩm quyền trước."
    en = "Another agency is competent; send the dossier there first."


class ClockMovedBack(MoveRefused):
    """The clock of the machine shows an earlier moment than the last act recorded."""

    code = "clock-moved-back"
    vi = "Đồng hồ hệ thống chậm hơn lần ghi gần nhất ({last}). Chưa thay đổi gì; hãy báo quản trị kiểm tra giờ máy chủ."
    en = "The clock is behind the last recorded act ({last}). Nothing was changed; ask the administrator to check it."


class OtherProcess(MoveRefused):
    """The version to move to belongs to another process, or is no later published one."""

    code = "other-process"
    vi = "Chỉ chuyển được sang một phiên bản đang áp dụng của chính quy trình này. Hãy chọn lại phiên bản."
    en = "A dossier moves only to a version in force of its own process. Choose the version again."


class ProcessDoesNotFit(MoveRefused):
    """The dossier stands where the other version cannot take it on."""

    code = "process-does-not-fit"
    vi = "Không chuyển được sang phiên bản mới: {why} Hồ sơ giữ phiên bản của mình đến khi kết thúc."
    en = "It cannot move to the new version: {why_en} The dossier keeps its own version to its end."
