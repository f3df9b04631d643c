import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from fedgenai_site.operating import environment, installing
from fedgenai_site.operating.advice import faults

# Flag, name in the environment, question, default; {host} is the host of the site's address.
ASKED = (
    ("site-url", "SITE_URL", "Address of the site, as in https://papers.example.org", ""),
    ("organizer", "ORGANIZER", "Your e-mail address; you will run this server", ""),
    ("name", "ORGANIZER_NAME", "Your name", ""),
    ("email-url", "EMAIL_URL", "Mail server, as in submission://user:password@mail.example.org", "-"),
    ("mail-from", "MAIL_FROM", "Sender of every letter", "Workshop <workshop@{host}>"),
    ("database-url", "DATABASE_URL", "Database, as in postgres://user:password@host/name; - is SQLite", "-"),
    ("redis-url", "REDIS_URL", "Redis, as in redis://localhost:6379/0; - is a folder", "-"),
    ("var-dir", "VAR_DIR", "Folder for files", str(settings.BASE_DIR / "var")),
)


class Command(BaseCommand):
    help = (
        "Set a live site up: asks, tries mail and database, writes .env, makes the tables and your account."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser | ArgumentParser) -> None:
        for flag, variable, question, _ in ASKED:
            parser.add_argument(f"--{flag}", help=f"{question} (or {variable} in the environment)")
        parser.add_argument("--secret-key", default="", help="your own; else a strong one is made")
        parser.add_argument("--file", type=Path, default=settings.BASE_DIR / ".env", help="where to write")
        parser.add_argument("--no-input", action="store_true", help="ask nothing")
        parser.add_argument(
            "--check", action="store_true", help="look at an existing file and change nothing"
        )
        parser.add_argument(
            "--only-account", action="store_true", help="make the account on a site that exists"
        )
        parser.add_argument(
            "--only-site",
            action="store_true",
            help="make tables, account and static files by an existing .env",
        )

    def handle(self, **options: Any) -> None:  # Django passes all options
        path: Path = options["file"]
        if options["check"]:
            self.check_file(path)
        elif options["only_site"]:
            try:
                installing.make_site(require_address(options["organizer"] or ""), options["name"] or "")
            except installing.Refused as error:
                raise CommandError(str(error)) from error
        elif options["only_account"]:
            organizer = require_address(options["organizer"] or "")
            installing.make_operator(organizer, options["name"] or "")
            self.stdout.write(f"{organizer} runs this server. To sign in: a code will be mailed.")
        else:
            wishes = self.wishes(options)
            try:
                installing.set_up(wishes, path)
            except installing.Refused as error:
                raise CommandError(f"{error} Nothing was written.") from error
            self.stdout.write(f"{path} was written. Sign in as {wishes.organizer}: a code will be mailed.")
            self.stdout.write("Start web and worker (docs/operating.md), then run: manage.py doctor")

    def check_file(self, path: Path) -> None:
        try:
            values, wrong = environment.read(path)
            wrong += faults(values)
            if environment.is_open_to_others(path):
                wrong.append(f"others can read it: chmod 600 {path}")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path} cannot be read: {error}.") from error
        if wrong:
            raise CommandError("\n".join(f"{path}: {sentence}." for sentence in wrong))
        self.stdout.write(f"{path}: {len(values)} values, nothing is wrong with them.")

    def wishes(self, options: dict[str, Any]) -> installing.Wishes:
        given: dict[str, str] = {}
        for flag, variable, question, default in ASKED:
            name = flag.replace("-", "_")
            usual = default.format(host=given.get("site_url", "").partition("://")[2].split(":")[0])
            value = options[name] or os.environ.get(variable) or ""
            if not value:
                value = usual if options["no_input"] else ask(question, usual)
            if not value:
                raise CommandError(f"--{flag} is missing: {question}. Nothing was written.")
            given[name] = "" if value == "-" else value.strip()
        require_address(given["organizer"])
        return installing.Wishes(**given, secret_key=options["secret_key"])


def require_address(address: str) -> str:
    try:
        validate_email(address)
    except ValidationError as error:
        raise CommandError(f"{address or 'Nothing'} is no e-mail address. Nothing was written.") from error
    return address


def ask(question: str, usual: str) -> str:
    return input(f"{question}{f' [{usual}]' if usual else ''}: ").strip() or usual
