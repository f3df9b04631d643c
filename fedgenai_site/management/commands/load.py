from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fedgenai_site.operating.archive import Damaged, NotEmpty, WrongSite, one
from fedgenai_site.operating.bars import bar


class Command(BaseCommand):
    help = "Bring one workshop in from an archive, all of it or nothing. No letter goes out."

    def add_arguments(self, parser: CommandParser | ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--slug", default="", help="another address for it here")

    def handle(self, **options: Any) -> None:
        source: Path = options["file"]
        try:
            workshop = one.load(source, slug=options["slug"], told=bar(self.stderr))
        except (Damaged, NotEmpty, WrongSite) as problem:
            raise CommandError(f"Nothing was brought in: {problem}.") from problem
        except OSError as error:
            raise CommandError(f"Nothing was brought in: {error}.") from error
        self.stdout.write(f"/{workshop.slug}/ is here. Its people sign in by mailed code.")
