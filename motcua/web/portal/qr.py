"""QR codes as inline SVG, without inline styles."""

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString


def qr(text: str, label: str) -> SafeString:
    """Return a code of level M with its quiet zone, drawn as one path; `label` says what it is for."""
    rows = segno.make(text, error="m", micro=False).matrix
    side = len(rows) + 8
    path = "".join(f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return format_html(
        '<svg class="qr" role="img" aria-label="{}" viewBox="0 0 {} {}" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h{}v{}H0z"/><path d="{}"/></svg>',
        label, side, side, side, side, path,
    )  # fmt: skip
