"""Why an action on people is refused: each with the sentence shown to the person."""

from motcua.base.refusal import Refusal


class WrongNameOrPassword(Refusal):
    """One sentence for an unknown name, a wrong password and a closed account: the door tells nobody who exists."""

    code = "wrong-name-or-password"
    vi = "Tên đăng nhập hoặc mật khẩu không đúng."
    en = "The user name or the password is wrong."


class TemporaryPasswordExpired(Refusal):
    code = "temporary-password-expired"
    vi = "Mật khẩu tạm đã hết hạn. Ông/Bà liên hệ quản trị đơn vị để được cấp lại."
    en = "The temporary password has expired. Ask the administrator of your unit for a new one."


class WrongCode(Refusal):
    code = "wrong-code"
    vi = "Mã xác thực không đúng. Ông/Bà kiểm tra giờ trên điện thoại rồi nhập mã đang hiển thị."
    en = "The code is wrong. Check the time on your telephone and enter the code it shows now."


class CodeAlreadyUsed(Refusal):
    code = "code-already-used"
    vi = "Mã này đã được dùng. Ông/Bà chờ ứng dụng hiện mã mới (tối đa 30 giây) rồi nhập lại."
    en = "This code was used before. Wait for the next one (30 seconds at most) and enter that."


class NotSignedIn(Refusal):
    code = "not-signed-in"
    vi = "Ông/Bà chưa đăng nhập, hoặc phiên làm việc đã hết."
    en = "You are not signed in, or your session has ended."


class AlreadyEnrolled(Refusal):
    code = "already-enrolled"
    vi = "Tài khoản đã bật xác thực hai lớp. Muốn đổi thiết bị, Ông/Bà liên hệ quản trị đơn vị."
    en = "Two-step sign-in is already on. To change the device, ask the administrator of your unit."


class NotEnrolled(Refusal):
    code = "not-enrolled"
    vi = "Tài khoản chưa thiết lập xác thực hai lớp."
    en = "Two-step sign-in has not been set up for this account."


class WeakPassword(Refusal):
    """The password does not pass the validators; `reasons` are their sentences."""

    code = "weak-password"
    vi = "{reasons}"
    en = "{reasons}"


class SamePassword(Refusal):
    code = "same-password"
    vi = "Mật khẩu mới phải khác mật khẩu đang dùng."
    en = "The new password must differ from the present one."


class UsernameTaken(Refusal):
    code = "username-taken"
    vi = "Tên đăng nhập này đã có người dùng."
    en = "This user name is taken."


class BadUsername(Refusal):
    code = "bad-username"
    vi = "Tên đăng nhập có từ 3 đến 64 ký tự, không có khoảng trắng và không phải là số định danh cá nhân."
    en = "A user name has 3 to 64 characters, no blanks, and is not a personal ID number."


class NameMissing(Refusal):
    code = "name-missing"
    vi = "Chưa nhập họ và tên."
    en = "Enter the full name."


class RoleComesWithNoPost(Refusal):
    code = "role-comes-with-no-post"
    vi = "Vai trò này không gắn với vị trí công tác."
    en = "This role does not come with a post."


class PostAlreadyHeld(Refusal):
    code = "post-already-held"
    vi = "Cán bộ đã giữ vị trí này trong khoảng thời gian đó."
    en = "The officer already holds this post in that time."


class DaysOutOfOrder(Refusal):
    code = "days-out-of-order"
    vi = "Ngày kết thúc không được trước ngày bắt đầu."
    en = "The end must not come before the beginning."


class UnitOfAnotherAgency(Refusal):
    code = "unit-of-another-agency"
    vi = "Phòng này không thuộc cơ quan đã chọn."
    en = "This division belongs to another agency."


class PostAlreadyEnded(Refusal):
    code = "post-already-ended"
    vi = "Vị trí này đã kết thúc."
    en = "This post has already ended."


class PostAlreadyBegun(Refusal):
    code = "post-already-begun"
    vi = "Vị trí này đã bắt đầu; chỉ có thể kết thúc."
    en = "This post has begun; it can only be ended."


class RoleNotHeld(Refusal):
    code = "role-not-held"
    vi = "Người ủy quyền không giữ vai trò này trong suốt thời gian ủy quyền."
    en = "The one who delegates does not hold this role during the whole time."


class RoleNotLent(Refusal):
    code = "role-not-lent"
    vi = "Vai trò này không được ủy quyền."
    en = "This role may not be delegated."


class DelegationToOneself(Refusal):
    code = "delegation-to-oneself"
    vi = "Không thể ủy quyền cho chính mình."
    en = "Nobody can delegate to themselves."


class ScopeMissing(Refusal):
    code = "scope-missing"
    vi = "Ủy quyền phải ghi phạm vi."
    en = "A delegation must say what it covers."


class DelegationExists(Refusal):
    code = "delegation-exists"
    vi = "Đã có ủy quyền như vậy trong khoảng thời gian đó."
    en = "There is such a delegation in that time."


class UnknownAccount(Refusal):
    code = "unknown-account"
    vi = "Không có tài khoản đang hoạt động nào tên “{username}”."
    en = "There is no open account named “{username}”."


class LeaveOverlaps(Refusal):
    code = "leave-overlaps"
    vi = "Đã có ngày nghỉ của người này trong khoảng thời gian đó."
    en = "This officer is away already on some of these days."


class SubstituteIsAway(Refusal):
    code = "substitute-is-away"
    vi = "Những ngày này người làm thay cũng nghỉ, hoặc người nghỉ đang làm thay người khác. Hãy chọn người, ngày khác."
    en = "On these days the substitute is away too, or the one away stands in for somebody. Choose others."


class SubstituteElsewhere(Refusal):
    code = "substitute-elsewhere"
    vi = "Người làm thay phải có vị trí ở cùng cơ quan trong suốt thời gian nghỉ."
    en = "The substitute must hold a post at the same agency on all of these days."


class DecisionsUncovered(Refusal):
    code = "decisions-uncovered"
    vi = "Người nghỉ giữ quyền phân công, phê duyệt: hãy ủy quyền cho người làm thay trong thời gian nghỉ."
    en = "The one away assigns or approves: delegate that to the substitute for these days."


class LastAdministrator(Refusal):
    code = "last-administrator"
    vi = "Đây là người quản trị hệ thống cuối cùng; hãy trao vai trò này cho người khác trước."
    en = "This is the last administrator of the system; give the role to somebody else first."


class GroundMissing(Refusal):
    code = "mandate-without-ground"
    vi = "Ủy quyền phải ghi căn cứ (số, ngày của giấy ủy quyền) và ngày bắt đầu."
    en = "A mandate needs its ground (number and day of the paper) and the day it begins."


class TaxCodeMissing(Refusal):
    code = "body-without-tax-code"
    vi = "Tổ chức, doanh nghiệp phải có mã số thuế."
    en = "An organisation or company needs its tax code."


class DaysBackwards(Refusal):
    code = "represented-days-backwards"
    vi = "Ngày kết thúc không được trước ngày bắt đầu."
    en = "The last day lies before the first."


class TooManyRepresented(Refusal):
    code = "too-many-represented"
    vi = "Danh sách đã có {most} người, tổ chức. Xin xóa bớt trước khi thêm."
    en = "The list already has {most} people and bodies. Please remove some first."


class NoSuchRepresented(Refusal):
    code = "no-such-represented"
    vi = "Không tìm thấy người, tổ chức này trong danh sách của Ông/Bà."
    en = "This person or body is not in your list."


class AccountClosed(Refusal):
    code = "account-closed"
    vi = "Tài khoản của Ông/Bà đã bị khóa. Xin liên hệ Bộ phận Một cửa."
    en = "Your account has been closed. Please contact the One-Stop Unit."


class NotTheSamePerson(Refusal):
    code = "not-the-same-person"
    vi = "Tài khoản này không mang số định danh vừa được xác thực nên không nối được."
    en = "This account does not carry the ID number that was just proved, so it cannot be joined."
