"""What a password must be. Django judges; the words are ours, because its Vietnamese ones are partly English."""

from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class LongEnough(password_validation.MinimumLengthValidator):
    """At least so many characters."""

    def get_error_message(self) -> str:
        """Say how many."""
        return _("Mật khẩu quá ngắn, cần ít nhất %(length)s ký tự.") % {"length": self.min_length}

    def get_help_text(self) -> str:
        """Say what is asked."""
        return _("Mật khẩu có ít nhất %(length)s ký tự.") % {"length": self.min_length}


class NotCommon(password_validation.CommonPasswordValidator):
    """Not among the passwords everybody tries first."""

    def get_error_message(self) -> str:
        """Say what is wrong."""
        return _("Mật khẩu này quá phổ biến, dễ bị đoán.")

    def get_help_text(self) -> str:
        """Say what is asked."""
        return _("Không dùng mật khẩu phổ biến như 1234567890.")


class NotTheName(password_validation.UserAttributeSimilarityValidator):
    """Not the user name with a digit behind it."""

    def validate(self, password: str, user: Any = None) -> None:
        """:raises ValidationError: it is too much like the user name."""
        try:
            super().validate(password, user)
        except ValidationError as error:
            raise ValidationError(_("Mật khẩu quá giống tên đăng nhập."), code=error.code) from error

    def get_help_text(self) -> str:
        """Say what is asked."""
        return _("Mật khẩu không giống tên đăng nhập.")
