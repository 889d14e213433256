"""What was looked at, in words: the log keeps short codes, or what the desk wrote in plain Vietnamese."""

from django.utils.translation import gettext as _


def seen(what: str) -> str:
    """`dossier:parties` as an inspector reads it; a text that is no code as it stands."""
    kind, _colon, rest = what.partition(":")
    match kind, rest:
        case "dossier", "parties":
            return _("Người trong hồ sơ")
        case "dossier", "messages":
            return _("Tin nhắn trong hồ sơ")
        case "dossier", "merged":
            return _("Dữ liệu điền vào mẫu")
        case "result", _rest:
            return _("Kết quả")
        case "document", _rest:
            return _("Văn bản chờ ký")
        case "file", _rest:
            return _("Tệp số %(number)s") % {"number": rest}
        case "search", _rest:
            return _("Tìm hồ sơ")
    return what
