"""The symbol a document gets in the register: what kind of paper it is, and whose (law:clerical)."""

from motcua.core import vietnam
from motcua.org.models import Agency
from motcua.results.models import Result

KINDS = {
    "quyết định": "QĐ",
    "giấy xác nhận": "GXN",
    "giấy chứng nhận": "GCN",
    "giấy phép": "GP",
    "thông báo": "TB",
    "tờ trình": "TTr",
    "công văn": "CV",
    "trích lục": "TL",
}
COMMITTEES = ("ubnd", "uỷ ban nhân dân", "ủy ban nhân dân")


def suggested(result: Result | None, agency: Agency) -> list[str]:
    """Likely symbols, the likeliest first; the clerk may write another."""
    body = _body(agency)
    title = vietnam.tidy(result.title if result else "").lower()
    likely = [kind for words, kind in KINDS.items() if title.startswith(words)]
    return [f"{kind}-{body}" for kind in dict.fromkeys([*likely, "QĐ", *KINDS.values()])]


def _body(agency: Agency) -> str:
    """`UBND` for a People's Committee, else the initials: Sở Xây dựng is SXD."""
    if agency.name.lower().startswith(COMMITTEES):
        return "UBND"
    return "".join(word[0] for word in agency.short_name.split() if word[0].isalpha()).upper()
