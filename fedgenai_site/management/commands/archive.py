from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fedgenai_site.operating.archive import one
from fedgenai_site.operating.bars import bar
from submissions.models import Workshop


class Command(BaseCommand):
    help = "Save one workshop, rows, files and log, in one new file that another site can load."

    def add_arguments(self, parser: CommandParser | ArgumentParser) -> None:
        parser.add_argument("workshop", help="the workshop's slug")
        parser.add_argument("-o", "--output", type=Path, required=True, help="must not exist yet")

    def handle(self, **options: Any) -> None:
        target: Path = options["output"]
        workshop = Workshop.objects.filter(slug=options["workshop"]).first()
        if workshop is None:
            raise CommandError(f"There is no workshop {options['workshop']}.")
        try:
            saved = one.archive(workshop, target, bar(self.stderr))
        except FileExistsError as error:
            raise CommandError(f"{target} exists. Nothing was written; choose another name.") from error
        except OSError as error:
            raise CommandError(f"No archive was made: {error}.") from error
        self.stdout.write(
            f"{target}: {saved.rows} rows, {saved.files} files. It holds every name; keep it safe."
        )
        for name in saved.missing:
            self.stderr.write(f"{name} is missing on this site, so it is not in the archive.")
