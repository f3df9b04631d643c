"""What the page does, for bundles that are larger than a browser should send, and for folders."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.http import Http404

from reviews.exchange import Entry, Refused, entries_of_folder, entries_of_zip
from reviews.exchange.unpacking import entry_of_path
from reviews.intake import planning, services
from submissions.accounts.models import User
from submissions.workshops.access import workshop_for_organizer


class Command(BaseCommand):
    help = "Bring papers, people and reviews in from another system's files. Without --apply it only shows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("workshop", help="the workshop's slug")
        parser.add_argument("source", nargs="+", type=Path, help="ZIPs, folders, tables, PDFs")
        parser.add_argument(
            "--organizer", required=True, help="the address of the organizer who brings them in"
        )
        parser.add_argument("--apply", action="store_true", help="do it")
        parser.add_argument(
            "--leave-out", action="store_true", help="do it without the rows that cannot be read"
        )

    def handle(
        self, *, workshop: str, source: list[Path], organizer: str, apply: bool, leave_out: bool, **_: object
    ) -> None:
        by = User.objects.filter(email=organizer.lower()).first() or User()
        try:
            place = workshop_for_organizer(by, workshop) if by.pk else None
        except Http404:
            place = None
        if place is None:
            raise CommandError(f"{organizer} organizes no workshop {workshop}.")
        try:
            with transaction.atomic():
                bundle = planning.understood([entry for path in source for entry in _entries(path)])
                plan = planning.plan(place, by, bundle)
                self._show(plan)
                if apply and not (bundle.faults and not leave_out):
                    services.do(plan)
        except (Refused, planning.NoCall, ValueError, OSError) as problem:
            raise CommandError(f"Nothing came in. {problem}") from problem
        if apply and bundle.faults and not leave_out:
            raise CommandError("Nothing came in. Mend these rows, or say --leave-out.")

    def _show(self, plan: planning.Plan) -> None:
        for what, new, changed, same, skipped in plan.summary:
            print(f"{what}: {new} new, {changed} changed, {same} as it is, {skipped} skipped")
        for note in plan.bundle.notes:
            print(f"Note: {note}")
        for fault in plan.bundle.faults:
            print(fault)


def _entries(path: Path) -> list[Entry]:
    if path.is_dir():
        return entries_of_folder(path)
    if path.suffix.lower() == ".zip":
        return entries_of_zip(path.name, lambda: path.open("rb"))
    return [entry_of_path(path, path.name)]
