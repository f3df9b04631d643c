"""A bundle of 300 papers with every trap comes in as the preview says; once more, and nothing changes."""

import pytest
from allauth.account.models import EmailAddress

from reviews.intake import services
from reviews.models import Assignment, Decision, Invitation, Origin, Review
from submissions.models import Conflict, Job, Letter, Paper, User, Version, Workshop
from tests.personas import Persona
from tests.reviews.intake.synthetic import Made, bundle, mail
from tests.reviews.intake.working import brought_in, plan_of, shown, sums

pytestmark = pytest.mark.django_db


def test_three_hundred_papers_come_in_as_the_preview_says_and_once(
    workshop: Workshop, organizer: Persona
) -> None:
    data = bundle(300, own=organizer.user.email, with_pdfs=3).packed()
    first = shown(workshop, organizer.user, all__zip=data)
    plan = plan_of(first)
    assert not plan.bundle.faults
    expected = {
        "Topics": (4, 0, 0, 0),
        "Committee": (30, 0, 0, 1),
        "Papers": (294, 0, 0, 6),
        "PDFs": (3, 0, 0, 1),
        "Conflicts": (1, 0, 0, 0),
        "Bids": (586, 0, 0, 14),
        "Assignments": (586, 0, 0, 15),
        "Reviews": (466, 0, 0, 14),
        "Decisions": (221, 0, 0, 79),
    }
    assert sums(plan) == expected
    done = brought_in(first)
    assert (done.state, {row[0]: (row[1], row[4]) for row in done.summary}) == (
        "done",
        {what: (row[0], row[3]) for what, row in expected.items()},
    )
    counts = {model: model._base_manager.count() for model in (Paper, Review, Assignment, Decision, Version)}
    assert list(counts.values()) == [294, 466, 586, 221, 3]
    assert Job.objects.filter(kind="check.pdf").count() == 3
    assert not Letter.objects.exists()
    again = shown(workshop, organizer.user, all__zip=data)
    plan = plan_of(again)
    assert not plan.does_something
    brought_in(again)
    assert counts == {model: model._base_manager.count() for model in counts}


@pytest.fixture
def made() -> Made:
    return bundle(8)


def come(workshop: Workshop, by: Persona, made: Made) -> None:
    assert brought_in(shown(workshop, by.user, all__zip=made.packed())).state == "done"


def test_the_traps_are_told_apart(workshop: Workshop, organizer: Persona, made: Made) -> None:
    come(workshop, organizer, made)
    paper = Paper.objects.get(number=3)
    assert paper.title == "On invented matters & others, part 3"
    assert paper.abstract == 'We invent matter 3.\nIt is "new",\nand a < b.'
    assert paper.submitted_at
    assert paper.submitted_at.isoformat() == "2025-05-01T13:37:00+00:00"
    assert [author.email for author in paper.authors.all()] == [
        "author3@lab3.example",
        "second3@lab3.example",
    ]
    assert str(paper.authors.all()[0].country) == "DE"
    assert paper.creator.email == "author3@lab3.example"
    assert not EmailAddress.objects.filter(user=paper.creator).exists()
    assert Paper.objects.get(number=7).authors.get(position=2).name == "Solo"
    review = next(
        row for row in Review.objects.filter(assignment__paper=paper) if "Version 2" in str(row.answers)
    )
    assert review.answers["to_organizers"].startswith("I know the authors' lab.")
    assert "Overall evaluation: 0" in review.answers["to_organizers"]
    assert "lab" not in review.answers["strengths"] + review.answers["weaknesses"]
    single = Invitation.objects.get(email=mail(3))
    assert (single.name, single.state) == ("Reviewerson3", "accepted")
    addresses = EmailAddress.objects.filter(email="first@elsewhere.example")
    assert [row.verified for row in addresses] == [False]


def test_nobody_comes_in_as_a_reviewer_of_an_own_paper(
    workshop: Workshop, organizer: Persona, made: Made
) -> None:
    come(workshop, organizer, made)
    author = User.objects.get(email=mail(2))
    assert not Assignment.objects.filter(paper__number=4, reviewer=author).exists()
    assert Conflict.objects.filter(paper__number=4, user=author, kind="self").exists()
    assert not Assignment.objects.filter(paper__number=6, reviewer__email=mail(1)).exists()


def test_an_organizer_brings_in_an_own_paper_and_nothing_of_its_reviews(
    workshop: Workshop, organizer: Persona, organizer_author: Persona
) -> None:
    made = bundle(8, own=organizer.user.email)
    come(workshop, organizer, made)
    own = Paper.objects.get(number=2)
    assert not Assignment.objects.filter(paper=own).exists()
    assert not Decision.objects.filter(paper=own).exists()
    come(workshop, organizer_author, made)
    assert Assignment.objects.filter(paper=own).count() == 2
    assert Decision.objects.get(paper=own).by == organizer_author.user


def test_what_changed_there_is_shown_and_brought_in(
    workshop: Workshop, organizer: Persona, made: Made
) -> None:
    come(workshop, organizer, made)
    Paper.objects.filter(number=1).update(title="Changed here")
    made.tables["submission.csv"][4][1] = "Another title there"
    del made.tables["author.csv"][9]
    plan = plan_of(shown(workshop, organizer.user, all__zip=made.packed()))
    (step,) = (step for group in plan.groups for step in group.steps if step.verdict == "changed")
    assert step.label == "#5 Another title there"
    assert [what for what, _, _ in step.details] == ["title", "authors"]
    come(workshop, organizer, made)
    assert Paper.objects.get(number=5).authors.count() == 1
    assert Paper.objects.get(number=1).title == "Changed here"


def test_a_paper_that_nobody_decided_on_there_is_not_called_left_out(
    workshop: Workshop, organizer: Persona, made: Made
) -> None:
    decision = 7
    of_all = [row[decision] for row in made.tables["submission.csv"]]
    for row in made.tables["submission.csv"]:
        row[decision] = row[decision].replace("accept?", "no decision")
    plan = plan_of(shown(workshop, organizer.user, all__zip=made.packed()))
    assert sums(plan)["Decisions"] == (len(of_all) - of_all.count("accept?"), 0, 0, 0)


def test_a_review_that_changed_there_keeps_its_earlier_state(
    workshop: Workshop, organizer: Persona, made: Made
) -> None:
    come(workshop, organizer, made)
    row = made.tables["review.csv"][0]
    row[6] = row[6].replace("short", "long")
    come(workshop, organizer, made)
    review = Origin.objects.get(kind="review", foreign=f"1:{row[11]}").review
    assert review
    assert review.answers["strengths"] == "It is clear & long."
    assert review.revisions.get().data["strengths"] == "It is clear & short."


def test_a_number_that_is_taken_here_gives_way_and_is_kept_as_an_origin(
    workshop: Workshop, organizer: Persona, paper: Paper, made: Made
) -> None:
    plan = plan_of(shown(workshop, organizer.user, all__zip=made.packed()))
    told = [step.why for group in plan.groups if group.what == "Papers" for step in group.steps]
    assert (told[0], set(told[1:])) == ("Another paper here is #1, so this one gets a new number.", {""})
    come(workshop, organizer, made)
    assert paper.number == 1
    there = Origin.objects.get(kind="paper", foreign="1")
    assert there.paper.number > 1
    assert there.system == "EasyChair"


def test_a_pdf_that_is_none_stops_everything_and_says_which(
    workshop: Workshop, organizer: Persona, made: Made
) -> None:
    made.pdfs["paper_3.pdf"] = b"MZ this is a program"
    intake = brought_in(shown(workshop, organizer.user, all__zip=made.packed()))
    assert (intake.state, intake.problem) == (
        "shown",
        "paper_3.pdf is no PDF. Take it out of the ZIP, or replace it.",
    )
    assert not Paper.objects.exists()
    assert not Invitation.objects.exists()


def test_pdfs_may_come_later_and_a_new_one_is_a_new_version(
    workshop: Workshop, organizer: Persona, made: Made
) -> None:
    come(workshop, organizer, made)
    later = bundle(8, with_pdfs=2)
    come(workshop, organizer, later)
    assert Version.objects.filter(paper__number=2).count() == 1
    later.pdfs["pdfs/Invented_2025_paper_2.pdf"] += b"%\n"
    come(workshop, organizer, later)
    assert Version.objects.filter(paper__number=2).count() == 2


def test_papers_alone_and_reviews_after_them(workshop: Workshop, organizer: Persona, made: Made) -> None:
    """Each file may come by itself: what is here already is known by its number there."""
    first = made.packed(["submission.csv", "author.csv"])
    assert brought_in(shown(workshop, organizer.user, a__zip=first)).state == "done"
    second = made.packed(["committee.csv", "assignment.csv", "review.csv"])
    plan = plan_of(shown(workshop, organizer.user, b__zip=second))
    assert sums(plan)["Assignments"][0] > 10
    services.do(plan)
    assert Review.objects.count() == sums(plan)["Reviews"][0] > 10


def test_what_has_changed_since_it_was_seen_is_shown_first(
    workshop: Workshop, organizer: Persona, made: Made
) -> None:
    seen = shown(workshop, organizer.user, all__zip=made.packed())
    come(workshop, organizer, made)
    intake = brought_in(seen)
    assert (intake.state, intake.problem) == ("shown", services.CHANGED)
    assert intake.plan
    assert intake.plan["does_something"] is False
