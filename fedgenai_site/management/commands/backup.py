from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fedgenai_site.operating import archive


class Command(BaseCommand):
    help = "Save the whole site, rows and files, in one new file, while it runs."

    def add_arguments(self, parser: CommandParser | ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="as in site-2025-05-09.tar; must not exist yet")

    def handle(self, **options: Any) -> None:  # Django passes all options
        target: Path = options["file"]
        try:
            saved = archive.backup(target)
        except FileExistsError as error:
            raise CommandError(f"{target} exists. Nothing was written; choose another name.") from error
        except OSError as error:
            raise CommandError(f"No backup was made: {error}.") from error
        self.stdout.write(f"{target}: {saved.rows} rows, {saved.files} files. Keep it off this machine.")
        for name in saved.missing:
            self.stderr.write(f"{name} is missing on this site, so it is not in the backup.")
        for name in saved.changed:
            self.stderr.write(f"{name} is not what its author uploaded: its hash is another.")
