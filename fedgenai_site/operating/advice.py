"""What is wrong with the values of an environment file, each in one sentence. Nothing is contacted."""

from collections.abc import Iterator, Mapping
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from fedgenai_site.checks import LOCAL_NAMES
from fedgenai_site.operating.environment import misspelt
from fedgenai_site.operating.secrecy import weakness_of_key, weakness_of_password

DATABASES = ("postgres", "postgresql", "sqlite")
MAIL = ("smtp", "smtps", "smtp+tls", "smtp+ssl", "submission")
QUEUES = ("redis", "rediss", "unix")
SWITCHES = ("BEHIND_PROXY", "DATABASE_POOL", "DEBUG", "DEMO", "SSL_REDIRECT", "SWEEP_IN_WORKER")
NUMBERS = ("MAIL_PER_DAY", "MAIL_PER_HOUR", "WORKER_JOBS")
CHOICES = {
    "CREATORS": ("operators", "organizers", "everybody"),
    "LOG_LEVEL": ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"),
}
ON, OFF = {"1", "true", "yes", "on", "y", "t"}, {"0", "false", "no", "off", "n", "f", ""}


def faults(values: Mapping[str, str]) -> list[str]:
    """All that is wrong, in the order in which to mend it."""
    return [
        *misspelt(values),
        *_secrets(values),
        *_address(values),
        *_servers(values),
        *_switches(values),
        *_values(values),
    ]


def is_for_others(values: Mapping[str, str]) -> bool:
    """Whether somebody else than this machine is to reach the site."""
    return "DOMAIN" in values or urlsplit(values.get("SITE_URL", "")).hostname not in LOCAL_NAMES


def _secrets(values: Mapping[str, str]) -> Iterator[str]:
    if why := weakness_of_key(values.get("SECRET_KEY", "")):
        yield f"SECRET_KEY is weak: {why}"
    database = urlsplit(values.get("DATABASE_URL", ""))
    passwords = {"POSTGRES_PASSWORD": values.get("POSTGRES_PASSWORD")}
    if database.password is not None:
        passwords["the password in DATABASE_URL"] = unquote(database.password)
    for name, password in passwords.items():
        if password is not None and (why := weakness_of_password(password)):
            yield f"{name} is weak: {why}"


def _address(values: Mapping[str, str]) -> Iterator[str]:
    if "DOMAIN" in values:
        return
    parts = urlsplit(values.get("SITE_URL", ""))
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        yield "SITE_URL is no address such as https://papers.example.org"
        return
    if parts.scheme != "https" and is_for_others(values):
        yield "SITE_URL begins with http://: papers and passwords would travel in the clear"
    hosts = [host.strip() for host in values.get("ALLOWED_HOSTS", "").split(",") if host.strip()]
    if "*" in hosts:
        yield "ALLOWED_HOSTS takes any name, so that links in mails can be forged"
    elif is_for_others(values) and parts.hostname not in hosts:
        yield f"ALLOWED_HOSTS lacks {parts.hostname}, the host of SITE_URL"


def _servers(values: Mapping[str, str]) -> Iterator[str]:
    kinds = {"DATABASE_URL": DATABASES, "EMAIL_URL": MAIL, "REDIS_URL": QUEUES, "CACHE_URL": QUEUES}
    for name, schemes in kinds.items():
        value = values.get(name, "")
        if value and urlsplit(value).scheme not in schemes:
            yield f"{name} does not begin with {schemes[0]}://"
    if is_for_others(values) and not values.get("EMAIL_URL"):
        yield "EMAIL_URL is missing, so that letters would reach nobody"
    if is_for_others(values) and "@" not in parseaddr(values.get("MAIL_FROM", ""))[1]:
        yield "MAIL_FROM is no address such as FedGenAI <workshop@example.org>"


def _switches(values: Mapping[str, str]) -> Iterator[str]:
    for name in SWITCHES:
        value = values.get(name, "").lower()
        if value not in ON | OFF:
            yield f"{name} is neither on nor off: 1 or 0"
        elif name in {"DEBUG", "DEMO"} and value in ON and is_for_others(values):
            yield f"{name} is on, and strangers could see inside the site"


def _values(values: Mapping[str, str]) -> Iterator[str]:
    for name in NUMBERS:
        if not values.get(name, "0").isdecimal():
            yield f"{name} is no whole number"
    for name, choices in CHOICES.items():
        if values.get(name, choices[0]) not in choices:
            yield f"{name} is none of {', '.join(choices)}"
