"""Accounts and the people behind them: officers, citizens, second factors."""

import re
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from motcua.base.fields import SealedField
from motcua.core.vietnam import nfc

USERNAME = re.compile(r"\S{3,64}")


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by the name typed at the door."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Return the account of that name, however its letters were typed."""
        return self.get(username=tidy_username(username or ""))


def tidy_username(typed: str) -> str:
    """Return the form in which a username is stored: composed, lower case, no blanks around."""
    return nfc(typed).replace("\x00", "").strip().lower()


class Account(AbstractBaseUser):
    """A way to sign in. What the person may do comes from posts (officers) or from being a citizen, never from here."""

    class Kind(models.TextChoices):
        CITIZEN = "citizen", "Người dân"
        OFFICER = "officer", "Cán bộ"

    username = models.CharField("tên đăng nhập", max_length=64, unique=True)
    kind = models.CharField("loại tài khoản", max_length=8, choices=Kind)
    epoch = models.PositiveIntegerField("thế hệ phiên", default=1)  # raising it ends every session of the account
    is_active = models.BooleanField("đang hoạt động", default=True)
    temporary_until = models.DateTimeField("mật khẩu tạm dùng đến", null=True, blank=True)
    created_at = models.DateTimeField("tạo lúc")
    language = models.CharField("ngôn ngữ làm việc", max_length=2, default="vi", db_default="vi")  # of officers' pages

    objects: ClassVar = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "tài khoản"
        constraints = [
            models.CheckConstraint(
                name="account_username_is_tidy",
                condition=Q(username=Lower("username")) & Q(username__regex=r"^\S{3,64}$"),
                violation_error_message="Tên đăng nhập có từ 3 đến 64 ký tự thường, không có khoảng trắng.",
            ),
            models.CheckConstraint(
                name="account_username_is_no_identity_number",
                condition=~Q(username__regex=r"^(\d{9}|\d{12})$"),
                violation_error_message="Không dùng số định danh cá nhân làm tên đăng nhập.",
            ),
            models.CheckConstraint(name="account_kind_is_known", condition=Q(kind__in=["citizen", "officer"])),
            models.CheckConstraint(name="account_language_is_known", condition=Q(language__in=["vi", "en"])),
            # Officers and citizens refer to (id, kind), so that nobody becomes both.
            models.UniqueConstraint(name="account_id_with_kind", fields=["id", "kind"]),
        ]

    def __str__(self) -> str:
        return self.username

    @property
    def is_officer(self) -> bool:
        """Tell whether an officer signs in with this account."""
        return self.kind == self.Kind.OFFICER

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django compares this with the session on each request: a new password or a new epoch ends the session.
        inner: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        return f"{self.epoch}.{inner}"


class Officer(models.Model):
    """A person who works in the mechanism, in one post or several."""

    account = models.OneToOneField(Account, verbose_name="tài khoản", on_delete=models.PROTECT, related_name="officer")
    full_name = models.CharField("họ và tên", max_length=120)
    sort_key = models.CharField(max_length=600, db_collation="C", db_index=True, editable=False)
    name_folded = models.CharField(max_length=120, editable=False)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    email = models.EmailField("thư điện tử", blank=True)

    class Meta:
        verbose_name = "cán bộ"
        constraints = [models.CheckConstraint(name="officer_has_a_name", condition=~Q(full_name__regex=r"^\s*$"))]

    def __str__(self) -> str:
        return self.full_name


class SecondFactor(models.Model):
    """The code generator on an officer's telephone (TOTP, RFC 6238)."""

    officer = models.OneToOneField(
        Officer, verbose_name="cán bộ", on_delete=models.CASCADE, related_name="second_factor"
    )
    secret = SealedField("khóa")
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True)
    last_counter = models.BigIntegerField("mã dùng gần nhất", default=0)  # a code, once used, is dead

    class Meta:
        verbose_name = "xác thực hai lớp"
        constraints = [models.CheckConstraint(name="second_factor_counter_grows", condition=Q(last_counter__gte=0))]

    def __str__(self) -> str:
        return f"{self.officer_id}"


class RecoveryCode(models.Model):
    """A code on paper, for the day the telephone is lost. Works once."""

    second_factor = models.ForeignKey(SecondFactor, on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=32)
    used_at = models.DateTimeField("dùng lúc", null=True)

    class Meta:
        verbose_name = "mã dự phòng"
        constraints = [models.UniqueConstraint(name="recovery_code_once", fields=["second_factor", "code_hash"])]

    def __str__(self) -> str:
        return f"{self.second_factor_id}"


class Citizen(models.Model):
    """A person who files dossiers, with a local account. What they say of themselves is unproved at level 0."""

    account = models.OneToOneField(Account, verbose_name="tài khoản", on_delete=models.PROTECT, related_name="citizen")
    full_name = models.CharField("họ và tên", max_length=120)
    sort_key = models.CharField(max_length=600, db_collation="C", editable=False)
    personal_id = SealedField("số định danh cá nhân")
    personal_id_hash = models.CharField(max_length=32, editable=False, db_index=True)
    phone = SealedField("điện thoại")
    phone_hash = models.CharField(max_length=32, editable=False, db_index=True)
    email = SealedField("thư điện tử", blank=True, default="")
    address = SealedField("địa chỉ", blank=True, default="")
    commune_code = models.CharField("mã xã", max_length=8, blank=True, db_default="", default="")
    born_on = SealedField("ngày sinh", blank=True, null=True)  # as machines write a day
    identity_level = models.PositiveSmallIntegerField("mức định danh", default=0)  # 0 own word; 1, 2 as proved by e-ID
    identity_subject = models.CharField("mã định danh điện tử", max_length=120, null=True, unique=True)  # noqa: DJ001

    class Meta:
        verbose_name = "người dân"
        constraints = [
            models.CheckConstraint(name="citizen_has_a_name", condition=~Q(full_name__regex=r"^\s*$")),
            models.CheckConstraint(
                name="citizen_level_is_proved",
                condition=Q(identity_level=0, identity_subject__isnull=True)
                | Q(identity_level__in=[1, 2], identity_subject__isnull=False),
            ),
            # Only a proved number is unique: an unproved one must not lock its true owner out.
            models.UniqueConstraint(
                name="citizen_proved_number_once", fields=["personal_id_hash"], condition=Q(identity_level__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class Throttle(models.Model):
    """How often something may be tried: the moment at which its allowance is whole again (GCRA)."""

    key = models.CharField(max_length=32, primary_key=True)
    whole_at = models.DateTimeField()

    class Meta:
        verbose_name = "giới hạn tần suất"
        indexes = [models.Index(name="throttle_by_time", fields=["whole_at"])]

    def __str__(self) -> str:
        return self.key
