"""Runs a part of the bench as a process of its own: `python -m bench.program bench.ours`.

Django is given to it first, on the database named by DATABASE_URL, so that the part may import what it likes.
"""

import importlib
import os
import sys


def main(module: str, *words: str) -> None:
    """Set Django up, then call the module's `main`."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    importlib.import_module(module).main(*words)


if __name__ == "__main__":
    main(*sys.argv[1:])
