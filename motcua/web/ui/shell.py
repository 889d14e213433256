"""What surrounds every page: whose system it is, the environment banner, the officers' side navigation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from motcua.web.ui.language import is_work
from motcua.web.ui.parts import NavGroup


@dataclass(frozen=True, slots=True)
class Site:
    """The installation as it presents itself; each province sets its own."""

    name: str
    place: str
    centre: str
    hotline: str
    hours: str
    name_en: str = ""
    place_en: str = ""
    centre_en: str = ""

    def in_english(self) -> "Site":
        """The same with its English names, where it has any."""
        return replace(
            self,
            name=self.name_en or self.name,
            place=self.place_en or self.place,
            centre=self.centre_en or self.centre,
        )


SITE = Site(
    name="Một cửa điện tử",
    place="Tỉnh Thanh Hóa",
    centre="Trung tâm Phục vụ hành chính công tỉnh Thanh Hóa",
    hotline="02373 900 900",
    hours="7:00–11:30, 13:30–17:00",
    name_en="One-stop services",
    place_en="Thanh Hóa Province",
    centre_en="Thanh Hóa Public Administration Service Centre",
)

NavProvider = Callable[[HttpRequest], NavGroup | None]


@dataclass
class SideNavigation:
    """Doors add their part when they are loaded; none needs to know the others."""

    providers: list[tuple[int, NavProvider]] = field(default_factory=list)

    def add(self, order: int, provider: NavProvider) -> None:
        """Add a door's part. The provider returns None for people it has nothing for."""
        self.providers.append((order, provider))
        self.providers.sort(key=lambda entry: entry[0])

    def groups(self, request: HttpRequest) -> Sequence[NavGroup]:
        found = (provider(request) for _, provider in self.providers)
        return [group for group in found if group is not None and group.items]


side_navigation = SideNavigation()


def _english() -> bool:
    return (get_language() or "vi").startswith("en")


def vietnamese() -> str:
    """The attribute on names and texts that are data and stay Vietnamese: for voices that read the page aloud."""
    return mark_safe('lang="vi"') if _english() else ""


def context(request: HttpRequest) -> dict[str, object]:
    """Template context of both layouts. What asks the database is computed only where a page shows it."""
    english = _english()
    groups = cache(lambda: side_navigation.groups(request))
    given = getattr(settings, "SITE", None)
    site = Site(**given) if given else SITE
    return {
        "site": site.in_english() if english else site,
        "test_system": getattr(settings, "DEMO", False),
        "vi": vietnamese(),
        "is_work": is_work(request),  # whose language is the officer's, not the address's
        "side_groups": groups,
        "officer_name": lambda: request.user.officer.full_name if of_officer(request) else "",  # type: ignore[union-attr]
        "error_frame": lambda: ERROR_AT_WORK if of_officer(request) else ERROR,
        "desk_url": lambda: next((item.url for group in groups() for item in group.items), "/"),
    }


ERROR, ERROR_AT_WORK = "ui/error_citizen.html", "ui/error_work.html"


def of_officer(request: HttpRequest) -> bool:
    """Whether an officer asks. Errors may come before it is known who does."""
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated and user.is_officer)
