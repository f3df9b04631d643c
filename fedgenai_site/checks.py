"""What `manage.py check --deploy` says about this site's own settings, before the public sees them."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 - Django's own name

LOCAL_NAMES = {"localhost", "127.0.0.1", "::1"}
DEFAULT_SECRET = "insecure-only-for-this-machine"  # noqa: S105 - refused below


@register(Tags.security)
def a_public_site_has_its_own_secret(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    if is_public() and settings.SECRET_KEY == DEFAULT_SECRET:
        return [
            Error(
                "SECRET_KEY is the one that everybody can read in the source.",
                hint='Set it to the answer of: python -c "import secrets; print(secrets.token_urlsafe(50))"',
                id="fedgenai_site.E001",
            )
        ]
    return []


@register(Tags.security)
def a_public_site_speaks_https(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    if is_public() and not settings.HTTPS:
        hint = "Let SITE_URL begin with https://, and let a proxy hold the certificate."
        return [Error("Papers and passwords would travel in the clear.", hint=hint, id="fedgenai_site.E002")]
    return []


@register(deploy=True)
def a_public_site_sends_mail(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    if is_public() and settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        hint = "Set EMAIL_URL, as in submission://user:password@mail.example.org."
        return [Warning("Mail goes to files and reaches nobody.", hint=hint, id="fedgenai_site.W001")]
    return []


@register(deploy=True)
def a_public_site_has_a_broker(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    if is_public() and not settings.REDIS_URL:
        hint = "Set REDIS_URL; the broker in a folder is for one small machine."
        return [Warning("Jobs travel through a folder.", hint=hint, id="fedgenai_site.W002")]
    return []


def is_public() -> bool:
    return urlsplit(settings.SITE_URL).hostname not in LOCAL_NAMES
