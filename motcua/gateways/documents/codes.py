"""Code images as SVG: the QR that leads to a dossier's tracking page, the Code 128 of its number."""

import io
import re
from typing import Any, Final

import segno
from barcode import Code128

from motcua.gateways.documents.port import Unprintable

QR_MM: Final = 26.0  # the symbol itself, without its quiet zone
QR_QUIET: Final = 2
BARCODE_MM: Final = 62.0
BARCODE_WIDEST_MM: Final = 165.0  # the text width of a page
NARROWEST_BAR_MM: Final = 0.3  # with less, a print at 203 dpi does not read back wherever it falls on the dots
BARCODE_HEIGHT_MM: Final = 9.0
BARCODE_QUIET: Final = 10
_CODE: Final = re.compile(r"[ -~]{1,64}")
_URL: Final = re.compile(r"https?://[!-~]{3,290}")


def qr(url: str, *, dossier_code: str) -> dict[str, Any]:
    """Return the QR of a tracking address. :raises Unprintable: it is no plain web address."""
    if not _URL.fullmatch(url):
        raise Unprintable(
            why_vi="đường dẫn tra cứu phải là địa chỉ web không dấu, dài không quá 300 ký tự",
            why_en="the tracking address must be a web address of at most 300 ASCII characters",
        )
    code = segno.make_qr(url, error="m", boost_error=False)
    modules = code.symbol_size(border=0)[0]
    picture = io.BytesIO()
    code.save(picture, kind="svg", border=QR_QUIET, xmldecl=False, svgns=True, nl=False)
    return {
        "svg": picture.getvalue().decode(),
        "width_mm": QR_MM * (modules + 2 * QR_QUIET) / modules,
        "of": dossier_code,
    }


def code128(text: str) -> dict[str, Any]:
    """Return the Code 128 of a dossier code. :raises Unprintable: it is longer than 64 or not plain ASCII."""
    if not _CODE.fullmatch(text):
        raise Unprintable(
            why_vi="mã hồ sơ phải có từ 1 đến 64 ký tự không dấu", why_en="a dossier code has 1 to 64 ASCII characters"
        )
    bars = "".join(Code128(text).build())
    width = len(bars) + 2 * BARCODE_QUIET
    height = BARCODE_HEIGHT_MM
    drawn = "".join(
        f"M{found.start() + BARCODE_QUIET} 0h{len(found.group())}v{height:g}h-{len(found.group())}z"
        for found in re.finditer("1+", bars)
    )
    return {
        "svg": (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:g}" preserveAspectRatio="none">'
            f'<path d="{drawn}"/></svg>'
        ),
        "width_mm": min(max(BARCODE_MM, width * NARROWEST_BAR_MM), BARCODE_WIDEST_MM),
        "text": text,
    }
