"""Why a draft is not kept."""

from motcua.base.refusal import Refusal


class NoSuchDraft(Refusal):
    """Said also of somebody else's."""

    code = "draft-not-found"
    vi = "Không còn hồ sơ đang soạn này: đã gửi, đã xóa hoặc quá thời gian lưu."
    en = "This draft is no longer here: it was filed, deleted or kept for its time."


class SavedElsewhere(Refusal):
    """Another window or device has saved it since this page was opened."""

    code = "draft-saved-elsewhere"
    vi = "Hồ sơ này đang mở ở cửa sổ hoặc thiết bị khác và được lưu ở đó lúc {at}. Trang này chưa ghi đè."
    en = "This draft is open in another window or on another device and was saved there at {at}. Nothing was lost."


class TooManyDrafts(Refusal):
    code = "too-many-drafts"
    vi = "Ông/Bà có {most} hồ sơ đang soạn. Xin gửi hoặc xóa bớt để lưu hồ sơ mới."
    en = "You have {most} drafts. File or delete one of them to keep a new one."


class TooLong(Refusal):
    code = "draft-too-long"
    vi = "Nội dung khai quá dài nên chưa lưu được. Xin rút gọn hoặc đưa vào tệp đính kèm."
    en = "What was typed is too long to be kept. Shorten it, or put it into an attached file."
