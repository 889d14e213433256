"""Why a file is not taken, or not handed out: what is wrong, and the plain way to put it right."""

from motcua.base.refusal import Refusal


class NotTaken(Refusal):
    """A file that was not stored."""


class Empty(NotTaken):
    code = "file-empty"
    vi = "Tệp “{name}” rỗng (0 byte). Ông/Bà kiểm tra lại tệp rồi tải lên lại."
    en = "The file “{name}” is empty (0 bytes). Check it and upload it again."


class TooLarge(NotTaken):
    code = "file-too-large"
    vi = "Tệp “{name}” lớn hơn {limit} MB. Ông/Bà quét lại ở 200–300 dpi hoặc tách thành nhiều tệp."
    en = "The file “{name}” is larger than {limit} MB. Scan it at 200–300 dpi or split it into several files."


class NoFile(NotTaken):
    code = "file-missing"
    vi = "Chưa chọn tệp."
    en = "No file was chosen."


class NotAccepted(NotTaken):
    """Neither a paper nor a picture of one: programs, scripts, web pages, archives, unknown content."""

    code = "file-not-accepted"
    vi = (
        "Tệp “{name}” là {what}, hệ thống không nhận. "
        "Ông/Bà lưu giấy tờ thành PDF, ảnh (JPEG, PNG, HEIC), Word (.docx) hoặc Excel (.xlsx) rồi tải lên."
    )
    en = (
        "The file “{name}” is {what_en}, which is not accepted. "
        "Save the paper as PDF, a picture (JPEG, PNG, HEIC), Word (.docx) or Excel (.xlsx) and upload that."
    )


class OtherThanItsName(NotTaken):
    code = "file-other-than-its-name"
    vi = (
        "Tệp “{name}” có đuôi .{given} nhưng nội dung là {what}. "
        "Ông/Bà đổi đuôi tệp thành .{right} hoặc xuất lại thành đúng loại rồi tải lên."
    )
    en = (
        "The file “{name}” ends in .{given} but holds {what_en}. "
        "Rename it to end in .{right}, or save it again in the right format, and upload that."
    )


class ActsByItself(NotTaken):
    """A document that would run something when it is opened."""

    code = "file-acts-by-itself"
    vi = "Tệp “{name}” có {what}. Ông/Bà in ra PDF mới (chọn máy in “Print to PDF”) rồi tải tệp đó lên."
    en = "The file “{name}” holds {what_en}. Print it to a new PDF and upload that."


class TwoInOne(NotTaken):
    code = "file-two-in-one"
    vi = "Tệp “{name}” có một tệp khác ghép ở trong. Ông/Bà in ra PDF mới hoặc chụp lại rồi tải lên."
    en = "Another file is hidden in “{name}”. Print it to a new PDF or take the picture again and upload that."


class Damaged(NotTaken):
    code = "file-damaged"
    vi = "Tệp “{name}” bị hỏng hoặc chưa đầy đủ. Ông/Bà mở thử trên máy, lưu lại rồi tải lên."
    en = "The file “{name}” is damaged or incomplete. Open it, save it again and upload that."


class Locked(NotTaken):
    """A document that opens with a password only: nobody at the office has it."""

    code = "file-locked"
    vi = (
        "Tệp “{name}” có mật khẩu nên cơ quan không mở được. Ông/Bà mở tệp, in ra PDF mới (“Print to PDF”) rồi tải lên."
    )
    en = (
        "The file “{name}” needs a password, so the office cannot open it. Open it, print it to a new PDF, upload that."
    )


class TooManyPixels(NotTaken):
    code = "file-too-many-pixels"
    vi = "Ảnh “{name}” có quá nhiều điểm ảnh. Ông/Bà chụp hoặc quét lại ở cỡ thường (200–300 dpi) rồi tải lên."
    en = (
        "The picture “{name}” has too many pixels. Take or scan it again at a usual size (200–300 dpi) and upload that."
    )


class TooManyPages(NotTaken):
    code = "file-too-many-pages"
    vi = "Một giấy tờ ghép được nhiều nhất {most} trang ảnh. Ông/Bà bỏ bớt ảnh, hoặc quét thành tệp PDF rồi tải lên."
    en = "At most {most} photographed pages make one paper. Remove some of them, or scan the paper to a PDF."


class Infected(NotTaken):
    code = "file-infected"
    vi = "Tệp “{name}” có vi-rút ({virus}) nên không được nhận. Ông/Bà quét vi-rút máy của mình."
    en = "The file “{name}” has a virus ({virus}) and was not taken. Scan your computer for viruses."


class NotHandedOut(Refusal):
    """A stored file that is not given to this person now."""


class NoSuchFile(NotHandedOut):
    """Said also of a file the person may not see, so that nobody learns which exist."""

    code = "file-not-found"
    vi = "Không có tệp này, hoặc Ông/Bà không có quyền xem."
    en = "There is no such file, or you may not see it."


class StillScanned(NotHandedOut):
    code = "file-still-scanned"
    vi = "Tệp đang chờ quét vi-rút. Ông/Bà thử lại sau ít phút."
    en = "The file waits to be scanned for viruses. Try again in a few minutes."


class FoundInfected(NotHandedOut):
    code = "file-found-infected"
    vi = "Tệp này có vi-rút nên không mở được. Cần yêu cầu người nộp gửi lại."
    en = "This file has a virus and cannot be opened. Ask its sender for it again."


class NotGoneOn(Refusal):
    """An upload in pieces that cannot go on as asked."""


class NoSuchUpload(NotGoneOn):
    code = "upload-not-found"
    vi = "Không còn lượt tải lên này. Ông/Bà chọn lại tệp."
    en = "This upload is no longer here. Choose the file again."


class WrongPlace(NotGoneOn):
    """The piece does not begin where what is held ends; `offset` says where that is."""

    code = "upload-wrong-place"
    vi = "Máy chủ đã giữ {offset} byte. Hãy gửi tiếp từ đó."
    en = "{offset} bytes are held. Go on from there."


class PieceDamaged(NotGoneOn):
    code = "upload-damaged"
    vi = "Một phần của tệp “{name}” bị sai trên đường truyền. Ông/Bà tải tệp lên lại."
    en = "A part of the file “{name}” was damaged on its way. Upload the file again."


class TooManyUploads(NotGoneOn):
    code = "too-many-uploads"
    vi = "Có {most} tệp đang tải lên. Ông/Bà chờ hoặc hủy bớt rồi tải tiếp."
    en = "{most} files are on their way. Wait, or cancel some of them."


class QuotaReached(NotGoneOn):
    code = "upload-quota"
    vi = "Các tệp Ông/Bà tải lên mà chưa nộp đã gần {limit} MB. Xin gửi hồ sơ, hoặc bỏ bớt tệp và xóa hồ sơ đang soạn."
    en = "Your files not filed yet come close to {limit} MB. File your application, or remove files and drafts."
