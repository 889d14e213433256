"""What a form may be begun with of the owner typed on the same page: also what a personal ID number tells by itself."""

from collections.abc import Container, Mapping
from typing import Any

from motcua.core import vietnam
from motcua.core.vietnam import Sex

TYPED = ("full_name", "personal_id", "born_on", "phone", "email", "address")
SEXES = {Sex.MALE: "nam", Sex.FEMALE: "nu"}


def typed_owner(
    data: Mapping[str, Any], *, prefix: str = "owner", home: str = "", communes: Container[str] = ()
) -> dict[str, Any]:
    """The owner as typed, by the names the parts of a person have.

    :param home: the province of this installation, where its communes are chosen from.
    """
    found: dict[str, Any] = {name: str(data.get(f"{prefix}-{name}") or "").strip() for name in TYPED}
    number = "".join(found["personal_id"].split())
    if len(number) == 12 and number.isascii() and number.isdecimal():
        found |= {"personal_id": number, "sex": SEXES[vietnam.read_personal_id(number).sex], "nationality": "VN"}
    commune = str(data.get(f"{prefix}-commune") or "").strip()
    if home and (found["address"] or commune in communes):
        found["residence"] = {
            "province": home,
            "commune": commune if commune in communes else "",
            "line": found["address"],
        }
    return found
