"""Personal data on public pages and boards: enough for the holder to recognise, nothing for a stranger to use.

Endings of telephone and ID numbers are never shown: on the tracking page they are what proves who is asking.
"""

from typing import Final

from motcua.core.vietnam.names import HIDDEN

_HIDDEN_DIGIT: Final = "*"


def mask_number(number: str, *, shown: int = 3) -> str:
    """Return an ID or telephone number with only its first digits: `038*********`, `091*******`."""
    local = "0" + number[3:] if number.startswith("+84") else number
    if len(local) <= 2 * shown:
        return _HIDDEN_DIGIT * len(local)
    return local[:shown] + _HIDDEN_DIGIT * (len(local) - shown)


def mask_email(address: str) -> str:
    """Return an address with its first letter and its domain: `n**@gmail.com`."""
    box, at, domain = address.strip().rpartition("@")
    return f"{box[:1]}{HIDDEN}@{domain}" if at and box else HIDDEN
