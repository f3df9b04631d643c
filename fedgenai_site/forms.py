"""allauth's forms where its words do not fit here."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import RequestLoginCodeForm
from django.core.exceptions import ValidationError


class CodeForm(RequestLoginCodeForm):  # type: ignore[misc] # allauth has no types
    """Asks for a code by mail."""

    def clean_email(self) -> str:
        try:
            return str(super().clean_email())
        except ValidationError as refused:
            raise get_adapter().validation_error("too_many_codes") from refused
