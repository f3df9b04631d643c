"""How thanks come about, to look at them with other words."""

from reviews.thanks import wording
from reviews.thanks.services import thank
from submissions.accounts.models import User
from submissions.mail.rehearsal import rehearses
from submissions.workshops.models import Workshop


@rehearses(wording.THANKS.kind, about_a_paper=False)
def _thanked(workshop: Workshop, by: User) -> None:
    """As if whoever looks on had reviewed: no organizer may learn who did."""
    thank(workshop, by)
