"""Sets a site up: tries mail and database, writes the environment file, makes tables and the first account."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
import dj_email_url  # type: ignore[import-untyped]  # the package ships no types
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import get_connection
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.db.utils import ConnectionHandler

from fedgenai_site.operating import environment
from fedgenai_site.operating.advice import faults
from fedgenai_site.operating.probes.mail import trouble
from fedgenai_site.operating.secrecy import new_key
from submissions.models import User


class Refused(Exception):
    """The site cannot be set up so; nothing was written."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for. `organizer` is the address of the first account, who runs the server."""

    site_url: str
    organizer: str
    name: str
    mail_from: str
    email_url: str
    database_url: str
    redis_url: str
    var_dir: str
    secret_key: str = ""


def values_of(wishes: Wishes) -> dict[str, str]:
    """The lines of the environment file."""
    host = urlsplit(wishes.site_url).hostname or ""
    is_https = wishes.site_url.startswith("https://")
    given = {
        "SECRET_KEY": wishes.secret_key or new_key(),
        "SITE_URL": wishes.site_url.rstrip("/"),
        "ALLOWED_HOSTS": ",".join(dict.fromkeys([host, "localhost", "127.0.0.1"])),
        "BEHIND_PROXY": "1" if is_https else "",
        "VAR_DIR": wishes.var_dir,
        "DATABASE_URL": wishes.database_url,
        "REDIS_URL": wishes.redis_url,
        "EMAIL_URL": wishes.email_url,
        "MAIL_FROM": wishes.mail_from,
    }
    return {name: value for name, value in given.items() if value}


def set_up(wishes: Wishes, path: Path) -> None:
    """Try everything, then write the file and make the site. Raises Refused; then there is no new file."""
    values = values_of(wishes)
    if path.exists():
        raise Refused(f"{path} exists. Look at it with --check, or move it away.")
    if wrong := faults(values):
        raise Refused("; ".join(wrong) + ".")
    _require_database(values)
    _require_mail(values, wishes.organizer)
    try:
        environment.write(path, values)
    except (OSError, ValueError) as error:
        raise Refused(f"{path} could not be written: {error}.") from error
    try:
        _make_site(values, wishes)
    except Refused:
        # Each step may be repeated, so that setup can simply be run again.
        path.unlink()
        raise


def make_site(organizer: str, name: str) -> None:
    """Tables, the first account, static files. Raises Refused with the step that failed."""
    for step in ("migrate", "collectstatic"):
        try:
            call_command(step, interactive=False, verbosity=0)
        except (CommandError, DatabaseError, OSError) as error:
            raise Refused(f"manage.py {step} failed: {error}") from error
    make_operator(organizer, name)


@transaction.atomic
def make_operator(address: str, name: str) -> User:
    """The account of whoever runs the server. It has no password: a code that is mailed lets it in."""
    user = User.objects.filter(email=address.strip().lower()).first()
    user = user or User.objects.create_user(address, name=name)
    user.is_operator = True
    user.save(update_fields=["is_operator"])
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user


def _require_database(values: Mapping[str, str]) -> None:
    try:
        Path(values["VAR_DIR"]).mkdir(parents=True, exist_ok=True)
        if url := values.get("DATABASE_URL"):
            handler = ConnectionHandler({"default": dict(dj_database_url.parse(url))})
            handler["default"].ensure_connection()
            handler.close_all()
    except (DatabaseError, ValueError) as error:
        why = str(error).strip().splitlines()[0]
        raise Refused(f"The database does not answer: {why}. Mend the address of the database.") from error
    except OSError as error:
        raise Refused(f"{values['VAR_DIR']} cannot be used for files: {error}.") from error


def _require_mail(values: Mapping[str, str], letter_to: str) -> None:
    if "EMAIL_URL" not in values:
        return
    parts = dj_email_url.parse(values["EMAIL_URL"])
    server = get_connection(
        parts["EMAIL_BACKEND"],
        host=parts["EMAIL_HOST"],
        port=parts["EMAIL_PORT"],
        username=parts["EMAIL_HOST_USER"],
        password=parts["EMAIL_HOST_PASSWORD"],
        use_tls=parts["EMAIL_USE_TLS"],
        use_ssl=parts["EMAIL_USE_SSL"],
        timeout=20,
    )
    if why := trouble(server, values["MAIL_FROM"], letter_to):
        raise Refused(" ".join(why))


def _make_site(values: Mapping[str, str], wishes: Wishes) -> None:
    """In a process that reads the new settings."""
    inherited = {name: value for name, value in os.environ.items() if name not in environment.KNOWN}
    person = ["--organizer", wishes.organizer, "--name", wishes.name]
    done = subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "setup", "--only-site", *person],
        env={**inherited, **values, "DJANGO_SETTINGS_MODULE": "fedgenai_site.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["no reason was given"])[-1]
        raise Refused(f"{why.removeprefix('CommandError: ')}. Mend it, then run setup again.")
