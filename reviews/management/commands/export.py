import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from reviews.accepted.exports import export
from reviews.accepted.selectors import accepted_papers
from reviews.decisions.selectors import is_released
from reviews.takeaway.catalogue import BY_NAME, FORMS
from reviews.takeaway.sight import Sight
from submissions.workshops.models import Workshop


class Command(BaseCommand):
    help = (
        "Write what a workshop can take away, with nothing withheld: whoever runs the server sees everything."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("workshop", help="the workshop's slug")
        parser.add_argument("what", choices=sorted(FORMS))
        parser.add_argument(
            "--format", help="; ".join(f"{what}: {', '.join(forms)}" for what, forms in FORMS.items())
        )
        parser.add_argument(
            "--public", action="store_true", help="accepted: without contacts, as anybody gets it"
        )
        parser.add_argument("-o", "--output", type=Path, help="a file; without it, standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        what, slug = options["what"], options["workshop"]
        form = options["format"] or FORMS[what][0]
        exporter = BY_NAME.get((what, form))
        if exporter is None:
            raise CommandError(f"{what} comes as {' or '.join(FORMS[what])}, not as {form}.")
        workshop = Workshop.objects.filter(slug=slug).first()
        if workshop is None or (exporter.needs_release and not is_released(workshop)):
            raise CommandError(f"{slug}: no such workshop, or its decisions are not released.")

        def write(out: IO[bytes]) -> None:
            if options["public"] and what == "accepted":
                out.write(export(workshop, accepted_papers(workshop), form=form, with_contacts=False))
            else:
                exporter.write(Sight(workshop), out)

        if options["output"]:
            with options["output"].open("wb") as out:
                write(out)
        else:
            write(sys.stdout.buffer)
