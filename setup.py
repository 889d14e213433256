"""What `pyproject.toml` cannot say of a wheel: it holds compiled translations, and the fonts and the modeler that
`make setup` brought."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent
SHIPPED = Path("motcua", "shipped")  # where an installed system looks for what a clone keeps beside its packages


class WithWhatStandsBeside(build_py):
    """Copy what lies outside the packages; an editable install reads it where it stands."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib, SHIPPED)
        for catalogue in (HERE / "locale").glob("*/LC_MESSAGES/*.po"):
            _compile(catalogue, target / "locale" / catalogue.relative_to(HERE / "locale").with_suffix(".mo"))
        if (HERE / "assets" / "vendor").is_dir():
            shutil.copytree(HERE / "assets" / "vendor", target / "assets" / "vendor", dirs_exist_ok=True)


def _compile(catalogue: Path, compiled: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled.parent.mkdir(parents=True, exist_ok=True)
    with catalogue.open("rb") as source, compiled.open("wb") as target:
        write_mo(target, read_po(source))


setup(cmdclass={"build_py": WithWhatStandsBeside})
