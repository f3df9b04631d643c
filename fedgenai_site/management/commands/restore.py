from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fedgenai_site.operating import archive

NOTHING = "Nothing was brought in."


class Command(BaseCommand):
    help = (
        "Bring a site back from a backup into an empty one: a new database after migrate, an empty VAR_DIR."
    )

    def add_arguments(self, parser: CommandParser | ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, **options: Any) -> None:  # Django passes all options
        source: Path = options["file"]
        try:
            manifest = archive.restore(source)
        except archive.Damaged as error:
            raise CommandError(f"{source} is damaged: {error}. {NOTHING} Use an earlier backup.") from error
        except archive.WrongSite as error:
            raise CommandError(f"{source} does not fit: {error}. {NOTHING}") from error
        except archive.NotEmpty as error:
            remedy = "Point DATABASE_URL and VAR_DIR to new places, run migrate, and try again."
            raise CommandError(f"Not empty: {error}. {NOTHING} {remedy}") from error
        except OSError as error:
            raise CommandError(f"{source} could not be restored: {error}. {NOTHING}") from error
        files = len(manifest.hashes) - 1
        self.stdout.write(f"Restored: {manifest.rows} rows, {files} files, as of {manifest.made_at}.")
        self.stdout.write("Every hash was verified. Now start web and worker, and run: manage.py doctor")
        for name in manifest.missing:
            self.stderr.write(f"{name} was missing when the backup was made.")
