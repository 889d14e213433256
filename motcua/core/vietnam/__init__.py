"""What is particular to Vietnam: its time zone, letters, names, numbers, money, telephones and identity papers."""

from typing import Final
from zoneinfo import ZoneInfo

from motcua.core.vietnam.text import collation_key, fold, nfc, same_name, sort_key, spelling, tidy

ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")

__all__ = ["ZONE", "collation_key", "fold", "nfc", "same_name", "sort_key", "spelling", "tidy"]
