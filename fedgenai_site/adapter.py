import logging
import smtplib
from email.utils import make_msgid
from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest

from submissions.mail.models import Letter
from submissions.mail.services import put
from submissions.refs import new_ref

log = logging.getLogger(__name__)
App, Passkey = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN


class AccountAdapter(DefaultAccountAdapter):
    """allauth's hooks for this site."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": "This is not the code of the newest letter. Each letter brings a new one.",
        "too_many_login_attempts": "Too many tries. Ask for a new code, or try again in five minutes.",
        "too_many_passwords": (
            "Too many tries with this address from where you are. Try again in five minutes, "
            "or have a code mailed to you: that works at once."
        ),
        "too_many_codes": (
            "We have just written to this address several times. Look for the newest letter, "
            "in the spam folder, too; another one can be had in a minute."
        ),
    }
    RETRY_AFTER: ClassVar = {"too_many_login_attempts": 300, "too_many_passwords": 300, "too_many_codes": 60}

    def validation_error(self, code: str, *args: object) -> ValidationError:
        """A form that is refused for a limit says so in its status, too; the middleware sets it."""
        if code in self.RETRY_AFTER:
            current.request.retry_after = self.RETRY_AFTER[code]
        refused: ValidationError = super().validation_error(code, *args)
        return refused

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """At once, for somebody waits for it; through the outbox, which tries again, while the mail server is away."""
        about = {
            "request": current.request,
            "email": email,
            "current_site": get_current_site(current.request),
        }
        headers = {"Message-ID": make_msgid(domain=urlsplit(settings.SITE_URL).hostname)}
        message = self.render_mail(template_prefix, email, {**about, **context}, headers)
        try:
            message.send()
        except (OSError, smtplib.SMTPException) as error:
            log.warning("a letter about an account waits for the mail server: %s", error)
            subject, body = message.subject, str(message.body)
            put(Letter(kind="account", key=f"account:{new_ref()}", to=email, subject=subject, body=body))

    def get_client_ip(self, request: HttpRequest) -> str:
        """A proxy that writes no address into its header locks nobody out: its own address is counted instead."""
        try:
            return str(super().get_client_ip(request))
        except PermissionDenied:
            log.warning("X-Forwarded-For is no address: %.80r", request.headers.get("X-Forwarded-For"))
            return str(request.META.get("REMOTE_ADDR", ""))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Account and network address together: nobody is locked out by somebody else's tries."""
        account = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{account}:{self.get_client_ip(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """From many addresses at once an account is not tried for ever, either."""
        account = super()._get_login_attempts_cache_key(request, **credentials)
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refused:
            raise self.validation_error("too_many_passwords") from refused
        if not ratelimit.consume(request, app="allauth.account", action="login_failed_anywhere", key=account):
            raise self.validation_error("too_many_passwords")


class SecondFactor(DefaultMFAAdapter):
    """A passkey is a way in of its own, beside the mailed code. Only the app makes sign-in ask for a second proof."""

    def is_mfa_enabled(self, user: AbstractBaseUser, types: list[Authenticator.Type] | None = None) -> bool:
        """At sign-in both kinds are asked for together."""
        asked = [App] if types and {App, Passkey} <= set(types) else types
        return bool(super().is_mfa_enabled(user, asked))

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's own
        """What the form suggests, to be told apart later."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {count + 1}"
