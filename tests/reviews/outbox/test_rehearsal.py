"""Own words are looked at as people would get them: by the code of the real letters, and nothing goes out."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.models import Assignment
from submissions.mail.rehearsal import acts
from submissions.models import Job, Letter, OwnText, Paper, Workshop
from tests.factories import DecisionFactory, ReviewFactory, UserFactory
from tests.papers import complete_paper
from tests.personas import Persona

pytestmark = pytest.mark.django_db


def url(workshop: Workshop, kind: str) -> str:
    return f"/{workshop.slug}/desk/mail/texts/{kind}/"


def preview(by: Persona, paper: Paper, kind: str, body: str) -> str:
    data = {"subject": "About it", "do": "preview", "body": body, "paper": paper.ref}
    answer = by.post(url(paper.workshop, kind), data)
    assert answer.status_code == 200
    return answer.text.split('id="sample"')[1]


def test_a_decision_reads_as_its_authors_would_get_it(
    organizer: Persona, reviewer: Persona, paper: Paper
) -> None:
    ReviewFactory.create(assignment=Assignment.objects.get(), answers={"strengths": "It is short."})
    text = preview(organizer, paper, "decision_reject", "{title}: {outcome}.\n{reviews}")
    assert f"{paper.title}: not accepted." in text
    assert "It is short." in text
    assert reviewer.user.name not in text
    assert all(line.email in text for line in paper.authors.all())


def test_the_other_organizers_draft_is_not_looked_into(
    organizer: Persona, organizer_author: Persona, paper: Paper
) -> None:
    DecisionFactory.create(
        paper=paper, by=organizer_author.user, outcome="talk", note="Mine alone", state="draft"
    )
    assert "Mine alone" not in preview(organizer, paper, "decision_accept", "{outcome} {meta_review}")
    assert "Mine alone" in preview(organizer_author, paper, "decision_accept", "{outcome} {meta_review}")


def test_a_reminder_reads_as_its_reviewer_would_get_it(
    organizer: Persona, reviewer: Persona, paper: Paper
) -> None:
    text = preview(organizer, paper, "review_reminder", "Dear {name}, {papers}")
    assert f"Dear {reviewer.user.name}" in text
    assert Assignment.objects.get().ref in text
    assert not any(line.name in text for line in paper.authors.all())


@pytest.mark.parametrize("kind", sorted(kind for kind, act in acts.items() if act.is_about_a_paper))
def test_nothing_goes_out_and_nothing_stays(
    organizer: Persona, reviewer: Persona, paper: Paper, kind: str
) -> None:
    before = [model.objects.count() for model in (Letter, Job, OwnText)]
    page = organizer.get(url(paper.workshop, kind))
    form = page.context["form"].initial
    answer = organizer.post(url(paper.workshop, kind), {**form, "do": "preview", "paper": paper.ref})
    assert answer.status_code == 200
    assert all("{" not in sample.body for sample in answer.context["samples"])
    assert [model.objects.count() for model in (Letter, Job, OwnText)] == before


def test_only_papers_that_one_handles_can_be_chosen(organizer_in_conflict: Persona, paper: Paper) -> None:
    page = url(paper.workshop, "receipt")
    assert paper.ref not in organizer_in_conflict.get(page).text
    answer = organizer_in_conflict.post(
        page, {"subject": "x", "body": "{sha256}", "do": "preview", "paper": paper.ref}
    )
    assert answer.status_code == 422


def test_it_asks_as_often_with_many_papers_as_with_one(
    organizer: Persona, workshop: Workshop, paper: Paper
) -> None:
    page, counts = url(workshop, "decision_accept"), []
    for more in (0, 3):
        for _ in range(more):
            complete_paper(workshop, UserFactory.create())
        with CaptureQueriesContext(connection) as shown:
            organizer.get(page)
        with CaptureQueriesContext(connection) as looked_at:
            preview(organizer, paper, "decision_accept", "{outcome}")
        counts.append((len(shown), len(looked_at)))
    assert counts[0] == counts[1]
    assert counts[0][0] <= 12
