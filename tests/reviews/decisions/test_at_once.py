"""Two organizers who release in the same moment: each letter goes once, whoever of the two writes it."""

from collections import Counter

from reviews.decisions import letters, release
from reviews.decisions.models import Decision
from submissions.models import Entry, Job, Letter, Paper, User, Workshop
from tests.at_once import post_together
from tests.factories import DecisionFactory, UserFactory
from tests.papers import complete_paper
from tests.personas import Persona

PAPERS = 6


def test_two_organizers_who_release_at_once_send_each_letter_once(
    transactional_db: None, workshop: Workshop, organizer: Persona, organizer_author: Persona
) -> None:
    writer, reader = UserFactory.create_batch(2)
    for at in range(PAPERS):
        paper = complete_paper(workshop, writer, reader)
        outcome = "talk" if at % 2 else "reject"
        DecisionFactory.create(paper=paper, by=organizer.user, state="ready", outcome=outcome)
    both = [(who, {"seen": seen(who, workshop)}) for who in (organizer.user, organizer_author.user)]
    answers = post_together(f"/{workshop.slug}/desk/release/", both)
    assert answers in ([302, 302], [302, 409])
    assert set(Decision.objects.values_list("state", flat=True)) == {"released"}
    sent = Counter(Letter.objects.filter(kind="decision").values_list("paper", "to"))
    everybody = {
        (pk, user.email) for pk in Paper.objects.values_list("pk", flat=True) for user in (writer, reader)
    }
    assert sent == Counter(everybody)
    assert Entry.objects.filter(verb="decision.released").count() == PAPERS
    assert (
        Job.objects.filter(kind="mail.send", object_id__in=Letter.objects.filter(kind="decision")).count()
        == 2 * PAPERS
    )


def seen(user: User, workshop: Workshop) -> str:
    return letters.digest(letters.previews(release.ready(user, workshop)))
