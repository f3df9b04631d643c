"""`make demo`: prepare the data, start the web server and the worker, say where, and end both on Ctrl-C."""

import hashlib
import os
import shutil
import signal
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser

from fedgenai_site.demo import running
from fedgenai_site.demo.people import PASSWORD

WATCHED = ["*/migrations/*.py", "static/**/*", "requirements.txt"]
ACCOUNTS = """\
  organizer@example.org    runs the workshop            organizer2@ also submits a paper, organizer3@ is in conflict
  reviewer1@example.org    has papers to review         up to reviewer12@
  author1@example.org      has a paper here             and more at {url}/demo/people/
  password: {password}     mail: {url}/demo/mail/"""


class Command(BaseCommand):
    help = "Run the demo on this machine: SQLite, a web server and a worker. No service is needed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--reset", action="store_true", help="Forget everything first.")

    def handle(self, *args: Any, **options: Any) -> None:
        for stop in (signal.SIGTERM, signal.SIGINT):
            signal.signal(stop, signal.default_int_handler)
        if options["reset"]:
            self.forget()
        port = self.choose_port(options["port"])
        url = f"http://localhost:{port}"
        os.environ["SITE_URL"] = settings.SITE_URL = url
        try:
            self.prepare()
            self.run_until_stopped(port, url)
        except KeyboardInterrupt:
            self.stdout.write("\nStopped. Your data is kept; `make demo-reset` starts over.")

    def forget(self) -> None:
        for path in settings.VAR_DIR.iterdir() if settings.VAR_DIR.exists() else ():
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def choose_port(self, wanted: int) -> int:
        try:
            port = running.free_port(wanted)
        except OSError as error:
            raise CommandError(str(error)) from error
        if port != wanted:
            self.stdout.write(f"Port {wanted} is in use; taking {port}.")
        return port

    def prepare(self) -> None:
        """Bring database and static files up to date; skipped when nothing that they come from has changed."""
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        stamp, now = settings.VAR_DIR / "demo.stamp", fingerprint(settings.BASE_DIR)
        if not stamp.exists() or stamp.read_text() != now:
            self.stdout.write("Preparing the database and the files ...")
            call_command("migrate", verbosity=0)
            call_command("collectstatic", interactive=False, verbosity=0)
            stamp.write_text(now)
        if "seed_demo" in get_commands():
            call_command("seed_demo", verbosity=0)

    def run_until_stopped(self, port: int, url: str) -> None:
        with running.Processes(running.commands(port), {"SITE_URL": url}) as processes:
            if not running.wait_until_ready(processes, port):
                raise CommandError("The demo did not start; what went wrong stands above.")
            self.stdout.write(f"\nFedGenAI is at {url}\n\n{ACCOUNTS.format(url=url, password=PASSWORD)}\n")
            self.stdout.write("Ctrl-C stops it.")
            while processes.ended() is None:
                time.sleep(0.5)
            raise CommandError("A process has ended by itself; the demo stops.")


def fingerprint(folder: Path) -> str:
    """Of everything that the database's shape and the static files come from."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in WATCHED for path in folder.glob(pattern) if path.is_file()):
        digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return digest.hexdigest()
