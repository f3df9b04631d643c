"""Own words are looked at as people would get them: by the code of the real letters, and nothing goes out."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.models import Assignment, Attendance, Claim, Digest, Origin
from submissions.checks import Finding
from submissions.mail.rehearsal import acts
from submissions.mail.texts import registry
from submissions.models import Job, Letter, OwnText, Paper, Workshop
from tests.factories import NOTHING_FOUND, CheckFactory, DecisionFactory, ReviewFactory, UserFactory
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


def test_every_kind_is_looked_at_with_real_values() -> None:
    assert set(acts) == set(registry)


def test_nothing_goes_out_and_nothing_stays(organizer: Persona, reviewer: Persona, paper: Paper) -> None:
    kept = (Letter, Job, OwnText, Claim, Digest)
    before = [model.objects.count() for model in kept]
    for kind, act in acts.items():
        words = dict(zip(("subject", "body"), registry[kind].standard, strict=True))
        about = {"paper": paper.ref} if act.is_about_a_paper else {}
        answer = organizer.post(url(paper.workshop, kind), {**words, **about, "do": "preview"})
        assert answer.status_code == 200, kind
        assert all("{" not in sample.body for sample in answer.context["samples"]), kind
        assert [model.objects.count() for model in kept] == before, kind


@pytest.mark.parametrize("kind", ["review_thanks", "bidding_reminder"])
def test_letters_that_tell_who_reviews_are_looked_at_as_if_one_got_them(
    organizer: Persona, reviewer: Persona, workshop: Workshop, kind: str
) -> None:
    (sample,) = organizer.get(url(workshop, kind)).context["samples"]
    assert sample.to == (organizer.user.email,)
    assert reviewer.user.name not in sample.body


def test_a_fix_request_lists_what_is_to_fix_today(organizer: Persona, paper: Paper) -> None:
    named = Finding("AN-002", "error", "An address stands there.", "Take it out.", 1, key="AN-002:1:9:9")
    report = replace(NOTHING_FOUND, findings=(named,))
    CheckFactory.create(version=paper.current, errors=1, report=report.to_dict())
    text = preview(organizer, paper, "fix_request", "{findings} by {until}: {url}")
    assert "An address stands there." in text


def test_a_letter_of_invitation_is_for_who_presents(organizer: Persona, paper: Paper) -> None:
    line = paper.authors.first()
    assert line
    assert f"Dear {line.name}" in preview(organizer, paper, "visa_letter", "Dear {presenter},")
    Attendance.objects.create(paper=paper, state="yes", presenter_name="Somebody Else")
    assert "Dear Somebody Else" in preview(organizer, paper, "visa_letter", "Dear {presenter},")


def test_authors_of_a_paper_that_moved_get_their_link_and_organizers_do_not(
    organizer: Persona, paper: Paper
) -> None:
    assert "nobody would get this letter" in preview(organizer, paper, "claim", "{url}")
    Origin.objects.create(workshop=paper.workshop, kind="paper", paper=paper)
    assert "/invitations/papers/…/" in preview(organizer, paper, "claim", "{url}")


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
