"""The first workshop of a live site, from the built-in example; everything in it is edited afterwards."""

from argparse import ArgumentParser
from dataclasses import replace
from datetime import date

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from submissions import clock
from submissions.accounts import selectors as accounts
from submissions.accounts.models import User
from submissions.workshops.examples.calendar import with_papers_due_in
from submissions.workshops.examples.fedgenai_ijcai_25 import FEDGENAI
from submissions.workshops.services import create_workshop


class Command(BaseCommand):
    help = "Create a workshop like the built-in example and give it its first organizer, who signs in by mailed code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the first part of the workshop's addresses, as in my-workshop-27")
        parser.add_argument("--name", required=True, help="the short name, as in MyWorkshop'27")
        parser.add_argument(
            "--due", required=True, type=date.fromisoformat, help="papers are due, as in 2027-05-09"
        )
        parser.add_argument("--organizer", required=True, help="the first organizer's address")

    def handle(self, *, slug: str, name: str, due: date, organizer: str, **_: object) -> None:
        now = clock.now()
        days = (due - now.astimezone(clock.AOE).date()).days
        data = replace(FEDGENAI, slug=slug, name=name, organizers=(), editions=())
        dates = with_papers_due_in(days, now=now)
        try:
            validate_email(organizer)
            with transaction.atomic():
                workshop = create_workshop(data, by=_account(organizer.lower()), dates=dates)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        print(
            f"/{workshop.slug}/ is there; papers are due {due:%d %B %Y}, 23:59 AoE. {organizer} signs in by mailed code."
        )


def _account(address: str) -> User:
    """The account of this address; a new one counts it as proved, on the operator's word."""
    user = accounts.owners_of([address]).get(address) or User.objects.filter(email=address).first()
    user = user or User.objects.create_user(address)
    EmailAddress.objects.update_or_create(
        user=user, email=address, defaults={"verified": True, "primary": True}
    )
    return user
