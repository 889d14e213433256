"""What an installed system reads is in the wheel: every file of the packages, by the patterns that name them."""

import tomllib
from pathlib import Path

from tests.guards.sources import ROOT, every_file

SHIPPED = ("motcua", "config", "demo")


def _tracked() -> list[Path]:
    inside = [path.relative_to(ROOT) for path in every_file()]
    return [path for path in inside if path.parts[0] in SHIPPED]


def test_the_wheel_holds_every_file_of_the_packages():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    assert settings["packages"]["find"]["include"] == [f"{name}*" for name in SHIPPED]
    (patterns,) = settings["package-data"].values()
    others = [path for path in _tracked() if path.suffix != ".py"]

    assert len(others) > 100
    assert [str(path) for path in others if not any(path.match(pattern) for pattern in patterns)] == []
    assert [pattern for pattern in patterns if not any(path.match(pattern) for path in others)] == []


def test_every_folder_of_the_packages_can_be_one_of_the_wheels():
    """setuptools finds a folder by its name, which must be one Python could import."""
    assert {part for path in _tracked() for part in path.parent.parts if not part.isidentifier()} == set()
