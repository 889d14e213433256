"""Working calendars. A version never changes: dossiers pin the one in force when they were accepted."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from motcua.base.fields import LineField
from motcua.org.models.agencies import Agency
from motcua.org.models.periods import IN_ORDER, Days


class Calendar(models.Model):
    """A kind of office by its hours: `office` (7:00–11:30, 13:30–17:00), `office-0730` …"""

    key = models.SlugField("khóa", max_length=40, unique=True)
    name = LineField("tên", max_length=200)

    class Meta:
        verbose_name = "lịch làm việc"

    def __str__(self) -> str:
        return self.name


class CalendarVersion(models.Model):
    """The whole calendar as it was known from `valid_from` on; a decision on days off makes a new version."""

    calendar = models.ForeignKey(Calendar, verbose_name="lịch", on_delete=models.PROTECT, related_name="versions")
    version = models.CharField("phiên bản", max_length=40)
    spec = models.JSONField("nội dung", help_text="bảng mà core.worktime.from_table đọc")
    valid_from = models.DateField("dùng cho hồ sơ tiếp nhận từ ngày")
    note = LineField("căn cứ, lý do", max_length=300, blank=True)

    class Meta:
        verbose_name = "phiên bản lịch"
        constraints = [
            models.UniqueConstraint(name="calendarversion_named_once", fields=["calendar", "version"]),
        ]

    def __str__(self) -> str:
        return self.version


class CalendarYear(models.Model):
    """How far one year of a version may be trusted."""

    class Status(models.TextChoices):
        OFFICIAL = "official", "chính thức"
        DRAFT = "draft", "dự kiến"

    calendar_version = models.ForeignKey(
        CalendarVersion, verbose_name="phiên bản", on_delete=models.CASCADE, related_name="years"
    )
    year = models.PositiveSmallIntegerField("năm")
    status = models.CharField("trạng thái", max_length=8, choices=Status)

    class Meta:
        verbose_name = "năm của lịch"
        constraints = [
            models.UniqueConstraint(name="calendaryear_once_a_version", fields=["calendar_version", "year"]),
            models.CheckConstraint(name="calendaryear_status_is_known", condition=Q(status__in=["official", "draft"])),
            models.CheckConstraint(name="calendaryear_is_plausible", condition=Q(year__gte=2000, year__lte=2199)),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.get_status_display()}"


class AgencyCalendar(models.Model):
    """Which calendar an agency and all below it keep, and when."""

    agency = models.ForeignKey(Agency, verbose_name="cơ quan", on_delete=models.CASCADE, related_name="calendars")
    calendar = models.ForeignKey(Calendar, verbose_name="lịch", on_delete=models.PROTECT, related_name="assignments")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "lịch của cơ quan"
        constraints = [
            models.CheckConstraint(name="agencycalendar_days_in_order", condition=IN_ORDER),
            ExclusionConstraint(
                name="agencycalendar_one_at_a_time",
                expressions=[("agency", RangeOperators.EQUAL), (Days(), RangeOperators.OVERLAPS)],
                violation_error_message="Cơ quan đã có lịch làm việc trong khoảng thời gian này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}: {self.calendar_id}"
