"""Settings that are dangerous, or that do not fit each other."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host

from fedgenai_site.checks import is_public
from fedgenai_site.operating.probes.base import Answer, fail, ok, warn
from fedgenai_site.operating.secrecy import weakness_of_key

NEW_KEY = 'Set SECRET_KEY to the answer of: python3 -c "import secrets; print(secrets.token_urlsafe(50))"'


def secret_key() -> Answer:
    why = weakness_of_key(settings.SECRET_KEY)
    if why is None:
        return ok("secret key", "SECRET_KEY is long and its own.")
    answer = fail if is_public() else warn
    return answer("secret key", f"SECRET_KEY is weak: {why}.", NEW_KEY)


def debug() -> Answer:
    on = [name for name in ("DEBUG", "DEMO") if getattr(settings, name)]
    if not on:
        return ok("debug", "DEBUG and DEMO are off.")
    answer = fail if is_public() else warn
    words = f"{' and '.join(on)}: on. Strangers could see inside the site."
    return answer("debug", words, f"Remove {' and '.join(on)} from the environment and restart.")


def hosts() -> Answer:
    name = urlsplit(settings.SITE_URL).hostname or ""
    if "*" in settings.ALLOWED_HOSTS:
        words = "ALLOWED_HOSTS takes any name, so that links in mails can be forged."
        return fail("host names", words, f"Set ALLOWED_HOSTS={name}.")
    if not validate_host(name, settings.ALLOWED_HOSTS):
        words = f"ALLOWED_HOSTS lacks {name or 'a name'}, the host of SITE_URL: every page answers 400."
        return fail("host names", words, f"Set ALLOWED_HOSTS={name or 'the name of the site'}.")
    return ok("host names", f"The site answers to {name}.")


def https() -> Answer:
    if not settings.HTTPS:
        if is_public():
            remedy = "Let SITE_URL begin with https:// and let a proxy hold the certificate."
            return fail("https", "Papers and passwords travel in the clear.", remedy)
        return ok("https", "Not needed: the site is for this machine alone.")
    if settings.SECURE_SSL_REDIRECT and not getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        words = "The site redirects to https, and does not believe the proxy that it already is: a loop."
        return fail("https", words, "Set BEHIND_PROXY=1 behind a proxy that sets X-Forwarded-Proto.")
    return ok("https", "Cookies are secure, and browsers are told to stay with https.")
