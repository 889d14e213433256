"""Invented people: names put together from parts, numbers that are well formed and belong to nobody known."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

# Written for the project; the weights are a guess at the province's.
_OWN = {
    "surnames": {"Lê": 30, "Nguyễn": 26, "Trịnh": 8, "Phạm": 8, "Hoàng": 6, "Trần": 6, "Bùi": 4, "Hà": 4, "Vũ": 3,
                 "Đỗ": 3, "Mai": 2},
    "middle_female": {"Thị": 70, "Thị Thanh": 8, "Thị Thu": 8, "Ngọc": 6, "Thị Hồng": 8},
    "middle_male": {"Văn": 50, "Đình": 12, "Xuân": 10, "Hữu": 10, "Ngọc": 8, "Bá": 6, "Trọng": 4},
    "given_female": {"Hoa": 6, "Hương": 8, "Lan": 8, "Hằng": 7, "Thủy": 7, "Huyền": 6, "Linh": 6, "Nga": 6, "Yến": 4},
    "given_male": {"Hùng": 8, "Dũng": 7, "Tuấn": 8, "Sơn": 7, "Minh": 6, "Long": 6, "Thành": 6, "Quân": 5, "Tùng": 5},
}  # fmt: skip
_STREETS = ("Lê Lợi", "Trần Phú", "Quang Trung", "Nguyễn Trãi", "Hạc Thành", "Bà Triệu", "Lê Hoàn")
PROVINCE = "038"  # the province's prefix of personal ID numbers


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who files."""

    full_name: str
    personal_id: str
    phone: str
    address: str


class Names:
    """Parts of names with how often each is met."""

    def __init__(self, parts: Mapping[str, Mapping[str, int]] = _OWN) -> None:
        self._parts = {kind: (list(values), list(accumulate(values.values()))) for kind, values in parts.items()}

    @classmethod
    def read(cls, path: Path) -> "Names":
        """Read a file of frequencies of parts of names."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls({kind: {row["value"]: row["count"] for row in data[kind]} for kind in _OWN})

    def full_name(self, rng: Random, *, female: bool) -> str:
        """A full name."""
        kinds: Sequence[str] = ("surnames", "middle_female", "given_female")
        if not female:
            kinds = ("surnames", "middle_male", "given_male")
        return " ".join(self._one(kind, rng) for kind in kinds)

    def person(self, rng: Random) -> Person:
        """Somebody between 18 and 75 in 2021."""
        female = rng.random() < 0.5
        born = rng.randint(1946, 2003)
        sex = int(female) + 2 * (born >= 2000)
        return Person(
            full_name=self.full_name(rng, female=female),
            personal_id=f"{PROVINCE}{sex}{born % 100:02d}{rng.randrange(1_000_000):06d}",
            phone=f"09{rng.randrange(100_000_000):08d}",
            address=f"Số {rng.randint(1, 299)} đường {rng.choice(_STREETS)}",
        )

    def _one(self, kind: str, rng: Random) -> str:
        values, weights = self._parts[kind]
        return rng.choices(values, cum_weights=weights)[0]
