"""What is to be paid, by dated rules: amounts in whole đồng, never a constant in code.

tariff.certified_copies(pages=5, copies=2, on=day)      # 14,000 đồng
"""

from motcua.core.tariff.copies import CERTIFIED_COPIES, CopyTariff, NoTariff, certified_copies, copy_tariff

__all__ = ["CERTIFIED_COPIES", "CopyTariff", "NoTariff", "certified_copies", "copy_tariff"]
