"""What the catalogue will not do, each with its sentence."""

from motcua.base.refusal import Refusal


class NotFound(Refusal):
    code = "procedure-not-found"
    vi = "Không có thủ tục mã {code} trong danh mục."
    en = "There is no procedure {code} in the catalogue."


class NotInForce(Refusal):
    code = "procedure-not-in-force"
    vi = "Thủ tục {code} không có phiên bản nào có hiệu lực ngày {on}."
    en = "No version of procedure {code} is in force on {on}."


class NotOffered(Refusal):
    code = "procedure-not-offered"
    vi = "Cơ quan này không cung cấp thủ tục {code} vào ngày {on}."
    en = "This agency does not offer procedure {code} on {on}."


class NoProcess(Refusal):
    code = "procedure-without-process"
    vi = "Thủ tục {code} chưa có quy trình nội bộ; hãy gắn một quy trình đã ban hành trước khi tiếp nhận."
    en = "Procedure {code} has no step process yet; bind a published one before taking dossiers in."


class UnknownCase(Refusal):
    code = "procedure-case-unknown"
    vi = "Thủ tục {code} không có trường hợp “{case}”."
    en = "Procedure {code} has no case “{case}”."


class NotYetPublished(Refusal):
    code = "process-not-published"
    vi = "Quy trình này còn là bản nháp; hãy ban hành trước."
    en = "This process is still a draft; publish it first."


class AlreadyPublished(Refusal):
    code = "process-already-published"
    vi = "Quy trình đã ban hành không được sửa; hãy lập phiên bản mới."
    en = "A published process does not change; make a new version."


class ProcessFaulty(Refusal):
    code = "process-faulty"
    vi = "Quy trình có lỗi nên không ban hành được: {problems}"
    en = "The process has errors and cannot be published: {problems_en}"


class NotATemplate(Refusal):
    code = "process-not-a-template"
    vi = "Quy trình này không phải quy trình mẫu đã ban hành."
    en = "This process is not a published template."


class NormUnknown(Refusal):
    code = "norm-unknown"
    vi = "Thời hạn của thủ tục {code} chưa rõ; cán bộ phải chọn trước khi lập quy trình theo mẫu."
    en = "The term of procedure {code} is not clear; a clerk must choose it before a template is adjusted."


class AlreadyOffered(Refusal):
    code = "procedure-already-offered"
    vi = "Cơ quan đã cung cấp thủ tục {code} trong thời gian này."
    en = "The agency offers procedure {code} in this period already."


class LevelNotOfItsTime(Refusal):
    code = "online-level-not-of-its-time"
    vi = "Mức “{level}” không dùng vào ngày {on}: mức độ 1–4 trước ngày {since}, toàn trình hoặc một phần từ ngày đó."
    en = "Level “{level}” is not used on {on}: levels 1–4 before {since}, full or partial from that day."


class BeginsTooEarly(Refusal):
    code = "version-begins-too-early"
    vi = "{problem}"
    en = "{problem_en}"


class RecordInvalid(Refusal):
    code = "procedure-invalid"
    vi = "Không ban hành được thủ tục: {problem}"
    en = "The procedure cannot be published: {problem_en}"


class TemplateDoesNotFit(Refusal):
    code = "template-does-not-fit"
    vi = "Quy trình mẫu “{template}” không điều chỉnh được cho tổng thời gian {hours} giờ."
    en = "Template “{template}” cannot be adjusted to {hours} hours in all."


class FormFaulty(Refusal):
    code = "form-faulty"
    vi = "Biểu mẫu có lỗi nên không ban hành được: {problems}"
    en = "The form has errors and cannot be published: {problems_en}"


class FormAlreadyPublished(Refusal):
    code = "form-already-published"
    vi = "Biểu mẫu đã ban hành không được sửa; hãy lưu bản nháp mới."
    en = "A published form does not change; keep a new draft."


class NoForm(Refusal):
    code = "form-not-found"
    vi = "Thủ tục {code} chưa có biểu mẫu điện tử."
    en = "Procedure {code} has no electronic form."


class FormChangedMeanwhile(Refusal):
    code = "form-changed-meanwhile"
    vi = "{who} đã sửa biểu mẫu này lúc {at}, sau khi Ông/Bà mở nó; thay đổi của Ông/Bà chưa được lưu."
    en = "{who} changed this form at {at}, after you opened it; your change is not kept yet."


class FormAwaitsItsDay(Refusal):
    code = "form-awaits-its-day"
    vi = "Bản nháp đã hẹn áp dụng từ ngày {on}; hãy hủy hẹn trước khi sửa."
    en = "The draft is to be in use from {on}; take that back before you change it."


class FormDayPast(Refusal):
    code = "form-day-past"
    vi = "Ngày áp dụng phải sau hôm nay; muốn dùng ngay thì ban hành ngay."
    en = "The day must lie after today; to use the form now, publish it now."


class SourceMissing(Refusal):
    code = "form-source-missing"
    vi = "Hãy ghi văn bản đã dùng để đối chiếu."
    en = "Name the text the form was held against."


class ProcessChangedMeanwhile(Refusal):
    code = "process-changed-meanwhile"
    vi = "{who} đã lưu bản nháp này lúc {at}, sau khi Ông/Bà mở nó; thay đổi của Ông/Bà chưa được lưu."
    en = "{who} saved this draft at {at}, after you opened it; your changes are not saved yet."


class WarningsNotConfirmed(Refusal):
    code = "process-warnings-not-confirmed"
    vi = "Quy trình còn cảnh báo; hãy ghi lý do vẫn ban hành: {problems}"
    en = "The process has warnings; say why it is published all the same: {problems_en}"


class ProcessKeyTaken(Refusal):
    code = "process-key-taken"
    vi = "Đã có quy trình mang mã “{key}”."
    en = "There is a process with the key “{key}” already."


class NoSuchProcess(Refusal):
    code = "process-version-not-found"
    vi = "Không tìm thấy phiên bản quy trình này."
    en = "There is no such version of a process."


class TrialsFailing(Refusal):
    code = "process-trials-failing"
    vi = "Có tình huống thử không còn đúng; hãy sửa quy trình, ghi nhận lại, hoặc ghi lý do vẫn ban hành: {names}"
    en = "Trials come out differently; mend the process, accept them anew, or say why it is published: {names}"


class TrialCannotRun(Refusal):
    code = "process-trial-cannot-run"
    vi = "Tình huống thử không chạy được: {problems}"
    en = "The trial cannot be run: {problems_en}"


class TooManyTrials(Refusal):
    code = "process-trials-too-many"
    vi = "Mỗi quy trình có tối đa {most} tình huống thử."
    en = "A process has at most {most} trials."


class ProcedureKnown(Refusal):
    code = "procedure-known"
    vi = "Danh mục đã có thủ tục {code}; hãy lập phiên bản mới của thủ tục đó."
    en = "The catalogue has procedure {code} already; make a new version of it."


class NoProcedureDraft(Refusal):
    code = "procedure-draft-not-found"
    vi = "Thủ tục {code} không còn bản nháp nào."
    en = "Procedure {code} has no draft any more."


class ProcedureChangedMeanwhile(Refusal):
    code = "procedure-changed-meanwhile"
    vi = "{who} đã lưu bản nháp này lúc {at}, sau khi Ông/Bà mở nó; thay đổi của Ông/Bà chưa được lưu."
    en = "{who} saved this draft at {at}, after you opened it; your changes are not saved yet."


class NewerVersionPublished(Refusal):
    code = "procedure-newer-version"
    vi = "Sau khi lập bản nháp, thủ tục {code} đã có phiên bản {number}; hãy xem khác biệt và xác nhận lại."
    en = "Procedure {code} has got version {number} since the draft was begun; look at the difference and confirm."


class NothingChanged(Refusal):
    code = "procedure-nothing-changed"
    vi = "Bản nháp không khác phiên bản đang có của thủ tục {code}, nên không có gì để công khai."
    en = "The draft says the same as the version of procedure {code} there is: there is nothing to publish."


class DayPast(Refusal):
    code = "procedure-day-past"
    vi = "Ngày hiệu lực không được trước hôm nay: hồ sơ đã nộp giữ phiên bản của mình."
    en = "The day cannot lie before today: dossiers already filed keep their version."


class PinnedOtherwise(Refusal):
    code = "procedure-pinned-otherwise"
    vi = "Đến ngày {last} còn hồ sơ nộp theo phiên bản trước của thủ tục {code}; hãy chọn ngày hiệu lực sau ngày đó."
    en = "Dossiers were filed under the version before of procedure {code} up to {last}; choose a later day."


class DecisionMissing(Refusal):
    code = "procedure-decision-missing"
    vi = "Hãy ghi số, ngày ký quyết định công bố; ngày ký không được sau hôm nay."
    en = "Name the decision: its number and the day it was signed, which cannot lie after today."


class AlreadyAbolished(Refusal):
    code = "procedure-already-abolished"
    vi = "Thủ tục {code} đã được bãi bỏ từ ngày {on}."
    en = "Procedure {code} is abolished from {on}."


class NotAbolished(Refusal):
    code = "procedure-not-abolished"
    vi = "Thủ tục {code} không có việc bãi bỏ nào còn hủy được: chưa bãi bỏ, hoặc đã đến ngày."
    en = "There is no abolition of procedure {code} to take back: none was decided, or its day has come."


class NotWithdrawable(Refusal):
    code = "procedure-version-not-withdrawable"
    vi = "Phiên bản {number} không thu hồi được: đã đến ngày hiệu lực, hoặc không phải phiên bản mới nhất."
    en = "Version {number} cannot be withdrawn: its day has come, or it is not the newest."


class AlreadyClear(Refusal):
    code = "procedure-already-clear"
    vi = "Nội dung này đã rõ; muốn đổi hãy lập phiên bản mới."
    en = "This is clear already; to change it make a new version."


class TooManyProcedures(Refusal):
    code = "catalog-too-many"
    vi = "Tệp có hơn {most} thủ tục; hãy chia nhỏ, hoặc nhập bằng lệnh `motcua catalog import`."
    en = "The file holds more than {most} procedures; divide it, or use the command `motcua catalog import`."


class NothingToTakeIn(Refusal):
    code = "catalog-nothing"
    vi = "Tệp không có thủ tục nào mới hay thay đổi."
    en = "The file holds no procedure that is new or changed."


class IntakeDone(Refusal):
    code = "catalog-intake-done"
    vi = "Tệp này đã được nhập lúc {at}."
    en = "This file was taken in at {at}."


class CatalogMovedOn(Refusal):
    code = "catalog-moved-on"
    vi = "Danh mục đã thay đổi sau khi chạy thử; hãy xem lại kết quả mới rồi nhập."
    en = "The catalogue changed after the trial; look at the new result, then take the file in."
