"""What is asked for when signing in, and when opening an account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.web.ui.forms import Form


def _password(label: Any, *, new: bool = False, **more: Any) -> forms.CharField:
    kind = "new-password" if new else "current-password"
    widget = forms.PasswordInput(attrs={"autocomplete": kind})
    return forms.CharField(label=label, strip=False, max_length=128, widget=widget, **more)


class SignInForm(Form):
    """Name and password."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = _password(_("Mật khẩu"))


class CodeForm(Form):
    """The six digits on the telephone, or a recovery code."""

    code = forms.CharField(
        label=_("Mã xác thực"),
        help_text=_("Sáu chữ số trong ứng dụng xác thực trên điện thoại, hoặc một mã dự phòng."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false", "autofocus": True}
        ),
    )


class _Twice(Form):
    """A new password, typed twice: nobody can see what they type."""

    def clean(self) -> dict[str, Any]:
        """Compare the two."""
        given = super().clean() or {}
        new = given.get("new", given.get("password"))
        if new and given.get("again") and new != given["again"]:
            self.add_error("again", _("Hai lần nhập mật khẩu không giống nhau."))
        return given


class NewPasswordForm(_Twice):
    """From the temporary password to one's own."""

    present = _password(_("Mật khẩu tạm"))
    new = _password(_("Mật khẩu mới"), new=True)
    again = _password(_("Nhập lại mật khẩu mới"), new=True)


class OwnPasswordForm(NewPasswordForm):
    """From one's present password to another."""

    present = _password(_("Mật khẩu đang dùng"))


class RegisterForm(_Twice):
    """A citizen's account."""

    full_name = forms.CharField(
        label=_("Họ và tên"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    personal_id = forms.CharField(
        label=_("Số định danh cá nhân"),
        help_text=_("12 chữ số trên thẻ căn cước."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-scan": True}),
    )
    phone = forms.CharField(
        label=_("Số điện thoại"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=_("Thư điện tử"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    address = forms.CharField(
        label=_("Địa chỉ"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        help_text=_("Từ 3 ký tự, không có khoảng trắng. Không dùng số định danh cá nhân."),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = _password(_("Mật khẩu"), new=True)
    again = _password(_("Nhập lại mật khẩu"), new=True)
