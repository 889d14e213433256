"""Owners with believable names: surnames and given names by their real frequency, each person sealed once."""

from __future__ import annotations

import random
from dataclasses import dataclass

from motcua.core import vietnam
from motcua.dossiers.filing import PartyIn, name_parts

SURNAMES = {"Nguyễn": 38, "Lê": 18, "Trần": 10, "Phạm": 8, "Hoàng": 6, "Trịnh": 5, "Vũ": 4, "Đỗ": 3, "Bùi": 3, "Mai": 2,
            "Đặng": 2, "Lưu": 1, "Hà": 1, "Cao": 1, "Đinh": 1, "Quách": 1, "Trương": 1, "Ngô": 1}  # fmt: skip
MIDDLE = ["Văn", "Thị", "Đức", "Minh", "Hữu", "Ngọc", "Thanh", "Quang", "Xuân", "Thu", "Đình", "Kim", "Bá", "Hồng",
          "Công", "Phương", "Tiến", "Thùy", "Duy", "Mỹ"]  # fmt: skip
GIVEN = [
    "Hùng", "Hoa", "Dũng", "Lan", "Hương", "Tuấn", "Anh", "Bình", "Hà", "Hải", "Nam", "Linh", "Sơn",
    "Thủy", "Long", "Mai", "Cường", "Nga", "Thắng", "Yến", "Đạt", "Oanh", "Huệ", "Khánh", "Quân", "Trang",
    "Vinh", "Ánh", "Bảo", "Chi", "Đông", "Giang", "Hạnh", "Kiên", "Liên", "Mạnh", "Nhung", "Phong", "Quyên",
    "Tâm", "Uyên", "Việt", "Hòa", "Hoà", "Thảo", "Lộc", "Ước", "Ấn", "Ý", "Thoả",
]  # fmt: skip


@dataclass(frozen=True)
class Owner:
    """A person, ready to be copied: the words of the dossier's row and of the party's."""

    name: str
    folded: str
    sort_key: str
    party: str
    parts: tuple[str, ...]


def some(number: int, chance: random.Random) -> list[Owner]:
    """So many people."""
    surnames = chance.choices(list(SURNAMES), weights=list(SURNAMES.values()), k=number)
    given = chance.choices(GIVEN, weights=range(len(GIVEN) + 10, 10, -1), k=number)
    return [
        _owner(f"{surname} {' '.join(chance.sample(MIDDLE, chance.choice((1, 1, 1, 2))))} {name}", chance)
        for surname, name in zip(surnames, given, strict=True)
    ]


def _owner(name: str, chance: random.Random) -> Owner:
    party = PartyIn(
        full_name=name,
        personal_id=f"038{chance.randint(0, 3)}{chance.randint(40, 99)}{chance.randint(0, 999999):06}",
        phone=f"09{chance.randint(0, 99999999):08}",
        address="Phố Lê Lợi, phường Hạc Thành",
    ).row()
    return Owner(
        name=name,
        folded=vietnam.fold(name),
        sort_key=vietnam.sort_key(name),
        party="\t".join(_text(value) for value in party.values()),
        parts=tuple(name_parts(name)),
    )


def _text(value: object) -> str:
    return f"\\\\x{value.hex()}" if isinstance(value, bytes) else str(value)
