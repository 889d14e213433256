"""Icons as inline SVG: drawn once, then only text."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide


@lru_cache(maxsize=256)
def icon(name: str, label: str = "") -> SafeString:
    """Return an icon; without a label it is decoration and hidden from screen readers.

    :raises lucide.IconDoesNotExist: no icon has this name.
    """
    spoken = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true", "focusable": "false"}
    drawn = lucide(name, size=None, **{"class": "icon", **spoken})
    return mark_safe(" ".join(drawn.split()).replace("> <", "><"))  # noqa: S308 – our own icon set
