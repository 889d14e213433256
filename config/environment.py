"""Reads the environment for `settings.py`: what is missing or not fit for production is said in one sentence."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

DEMO = "demo"
PRODUCTION = "production"


def mode() -> str:
    """Return "demo" (the default) or "production"."""
    chosen = os.environ.get("MOTCUA_MODE", DEMO)
    if chosen not in (DEMO, PRODUCTION):
        raise ImproperlyConfigured(
            f"MOTCUA_MODE phải là demo hoặc production, không phải {chosen!r}. "
            f"/ MOTCUA_MODE must be demo or production, not {chosen!r}."
        )
    return chosen


def text(name: str, *, demo: str) -> str:
    """Return a setting; production must name it itself, and not with the demonstration's value."""
    value = os.environ.get(name, "").strip()
    if mode() == PRODUCTION and value in ("", demo):
        what = (
            ("còn thiếu", "is missing")
            if not value
            else ("vẫn là giá trị của bản trình diễn", "still has the demonstration's value")
        )
        raise ImproperlyConfigured(
            f"{name} {what[0]}; hệ thống không khởi động ở chế độ production. "
            f"/ {name} {what[1]}; production does not start."
        )
    return value or demo


def secret(name: str, *, demo: str) -> str:
    """Return a secret; production refuses a short one."""
    value = text(name, demo=demo)
    if mode() == PRODUCTION and len(value) < 40:
        raise ImproperlyConfigured(f"{name} phải dài ít nhất 40 ký tự. / {name} must have at least 40 characters.")
    return value


def optional(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def yes(name: str, *, default: bool) -> bool:
    """Return a yes/no setting."""
    value = optional(name, "1" if default else "0").lower()
    if value not in ("1", "0", "yes", "no", "true", "false"):
        raise ImproperlyConfigured(f"{name} phải là yes hoặc no. / {name} must be yes or no.")
    return value in ("1", "yes", "true")


def number(name: str, *, default: int) -> int:
    value = optional(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} phải là một số nguyên. / {name} must be a whole number.")
    return int(value)


def words(name: str, *, demo: str) -> list[str]:
    """Return a comma-separated list."""
    return [word.strip() for word in text(name, demo=demo).split(",") if word.strip()]


def database(url: str) -> dict[str, Any]:
    """Read `postgresql://user:password@host:port/name?option=value` into Django's shape."""
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgresql", "postgres") or not name:
        raise ImproperlyConfigured(
            "DATABASE_URL phải có dạng postgresql://người-dùng:mật-khẩu@máy/tên. / DATABASE_URL must look like postgresql://user:password@host/name."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def point_at(settings: dict[str, Any], url: str) -> None:
    """Let Django's settings of a database, not yet connected, name the server that has just started."""
    settings.update({key: value for key, value in database(url).items() if key != "OPTIONS"})


def embedded(var: Path) -> dict[str, Any]:
    """Return the address of the embedded server under `var`; `motcua` starts it before it connects."""
    from motcua.base import postgres

    home = var / "postgres"
    password = (home / "password").read_text().strip() if (home / "password").exists() else ""
    return {
        "NAME": postgres.DATABASE,
        "USER": postgres.ROLE,
        "PASSWORD": password,
        "HOST": str((home / "socket").resolve()),
        "PORT": "",
        "OPTIONS": {},
    }
