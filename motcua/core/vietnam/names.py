"""Names of people: never refused by a pattern; the given name stands last and is how a person is addressed."""

from typing import Final

from motcua.core.vietnam.text import fold, tidy

# Family names borne by almost everyone; used only to decide what a mask may leave readable.
_FAMILY_NAMES_TEXT: Final = """
an bach ban bang be bo bui ca cam cao chau che chu cu cung da dam dang dao dau deo diep dinh do doan doi dong
du dung duong ha han hang ho hoang hong hua huynh kha khang khong khuat khuc kieu kim la lai lam lang le leng
lieu lo loc lu luc luong luu luyen ly ma mac mai mau mo nghiem ngo nguy nguyen nhan nho nong ong pham phan phi
pho phu phung phuong quach quan quang sa sam si sung ta tang tao tat thach thai than thao thi tieu to ton tong
tran trang trieu trinh truong tu tuong ung va van vang vi vo vu vua vuong xa yen
"""
_FAMILY_NAMES: Final = frozenset(_FAMILY_NAMES_TEXT.split())
HIDDEN: Final = "**"


def given_name(full_name: str) -> str:
    """Return the name a person is addressed by: `Nguyễn Văn An` is An."""
    words = tidy(full_name).split()
    return words[-1] if words else ""


def in_capitals(full_name: str) -> str:
    """Return the name as certificates print it: upper case with its accents."""
    return tidy(full_name).upper()


def mask_name(full_name: str) -> str:
    """Return the name for public pages: the family name and initials, `Nguyễn V** A**`.

    The holder recognises it, a stranger learns nothing; the length of what is hidden does not show. A first word
    that is no common family name (a single name, a given name written first) is hidden
    too.
    """
    first, *rest = tidy(full_name).split() or [""]
    if not first:
        return ""
    shown = first if rest and fold(first) in _FAMILY_NAMES else first[0] + HIDDEN
    return " ".join([shown, *(word[0] + HIDDEN for word in rest)])
