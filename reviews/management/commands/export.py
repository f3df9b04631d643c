import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import Http404

from reviews.accepted.access import released_workshop
from reviews.accepted.exports import FORMATS, export
from reviews.accepted.selectors import accepted_papers


class Command(BaseCommand):
    help = "Write what a workshop can take away, byte for byte as the organizers' desk gives it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("workshop", help="the workshop's slug")
        parser.add_argument("what", choices=["accepted"])
        parser.add_argument("--format", choices=sorted(FORMATS), default="csv")
        parser.add_argument("--public", action="store_true", help="without contacts, as anybody gets it")
        parser.add_argument("-o", "--output", type=Path, help="a file; without it, standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            workshop = released_workshop(options["workshop"])
        except Http404 as missing:
            raise CommandError(
                f"{options['workshop']}: no such workshop, or its decisions are not released."
            ) from missing
        content = export(
            workshop,
            accepted_papers(workshop),
            form=options["format"],
            with_contacts=not options["public"],
        )
        if options["output"]:
            options["output"].write_bytes(content)
        else:
            sys.stdout.buffer.write(content)
