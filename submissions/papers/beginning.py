"""An organizer begins a paper for an author who cannot get in. It becomes the author's, never the organizer's."""

from django.db import transaction

from submissions.accounts import selectors as accounts
from submissions.accounts.models import User
from submissions.accounts.services import make_guest
from submissions.log.services import record
from submissions.papers import letters, private, services
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.papers.payload import empty, first_row
from submissions.refs import new_ref
from submissions.workshops.models import Call


class NotForYouError(Exception):
    """The organizer would be in conflict with this paper; nothing was written."""


@transaction.atomic
def begin_for(*, call: Call, address: str, name: str, by: User) -> Paper:
    """A draft that names its author, who is told. Without an account for the address, its letter asks to confirm.

    Raises NotForYouError.
    """
    owner = accounts.owners_of([address]).get(address)
    paper = services.open_draft(call=call, by=owner or make_guest(), ref=new_ref())
    row = {**first_row(), "name": name or (owner.name if owner else ""), "email": address}
    row["affiliation"] = owner.affiliation if owner else ""
    services.save_draft(paper=paper, payload=empty(row), version=paper.version, by=by)
    link = None if owner else private.open_link(paper=paper, guest=paper.creator, key=new_ref())
    if link:
        private.ask(link=link, address=address, begun_by=by)
    if address in accounts.known_addresses([by])[by.pk] or not _handles(by, paper):
        raise NotForYouError
    record(
        "paper.begun_for", workshop_id=call.workshop_id, paper_id=paper.pk, actor_id=by.pk, address=address
    )
    if owner:
        letters.begun_for(paper, owner.email, by)
    return paper


def _handles(by: User, paper: Paper) -> bool:
    return handled_by(by, paper.workshop).filter(pk=paper.pk).exists()
