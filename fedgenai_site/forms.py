"""allauth's forms where its words do not fit here."""

from typing import Any

from allauth.account import forms
from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError


class Plain:
    """An address is called as everywhere else on the site, and labels are not said again inside their fields."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in {"email", "login"}:
                field.label = "E-mail address"


class LoginForm(Plain, forms.LoginForm):
    pass


class SignupForm(Plain, forms.SignupForm):
    pass


class AddressForm(Plain, forms.AddEmailForm):
    pass


class ResetForm(Plain, forms.ResetPasswordForm):
    pass


class CodeForm(Plain, forms.RequestLoginCodeForm):
    """Asks for a code by mail."""

    def clean_email(self) -> str:
        try:
            return str(super().clean_email())
        except ValidationError as refused:
            raise get_adapter().validation_error("too_many_codes") from refused
