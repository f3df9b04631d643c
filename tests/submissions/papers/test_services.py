from datetime import timedelta

import time_machine
from allauth.account.models import EmailAddress

from submissions.conflicts.models import Conflict
from submissions.models import Letter, Paper, Workshop
from submissions.papers import services
from tests.papers import complete_paper
from tests.personas import Persona
from tests.submissions.papers.forms import ADA, filled, pdf_file


def test_closing_receipts_go_to_every_author_once(
    workshop: Workshop, paper: Paper, author: Persona, co_author: Persona
) -> None:
    with time_machine.travel(workshop.calls.get().closes_at + timedelta(minutes=1), tick=False):
        services.send_closing_receipts()
        services.send_closing_receipts()

    recipients = sorted(letter.to for letter in Letter.objects.filter(kind="closing_receipt"))
    assert recipients == sorted([author.user.email, co_author.user.email])


def test_no_receipt_goes_out_before_closing(paper: Paper) -> None:
    assert services.send_closing_receipts() == 0
    assert not Letter.objects.exists()


def test_a_co_author_finds_the_paper_once_the_address_is_proved(
    author: Persona, outsider: Persona, workshop: Workshop
) -> None:
    author.post(f"/{workshop.slug}/submit/", filled(workshop, ADA, pdf=pdf_file()))
    url = f"/{workshop.slug}/papers/{Paper.objects.get().ref}/"
    before = outsider.get(url).status_code
    EmailAddress.objects.create(user=outsider.user, email=ADA["email"], verified=True)
    services.claim_authorships(outsider.user)

    assert (before, outsider.get(url).status_code) == (404, 200)


def test_an_unverified_address_opens_nothing(outsider: Persona, author: Persona, workshop: Workshop) -> None:
    paper = complete_paper(workshop, author.user)
    paper.authors.create(position=9, name="X", email="x@south.example", affiliation="South")
    EmailAddress.objects.create(user=outsider.user, email="x@south.example", verified=False)

    assert services.claim_authorships(outsider.user) == 0


def test_a_reviewer_from_an_authors_institution_gets_a_conflict(
    author: Persona, reviewer_elsewhere: Persona, workshop: Workshop
) -> None:
    EmailAddress.objects.create(
        user=reviewer_elsewhere.user, email="elke@cs.northfield.example", verified=False
    )
    author.post(f"/{workshop.slug}/submit/", filled(workshop, ADA, pdf=pdf_file()))

    rows = Conflict.objects.filter(user=reviewer_elsewhere.user).values_list("kind", "state")
    assert list(rows) == [("institution", "active")]


def test_a_letter_about_a_paper_answers_to_its_handlers_only(
    author: Persona, organizer: Persona, organizer_author: Persona, workshop: Workshop
) -> None:
    author.post(
        f"/{workshop.slug}/submit/",
        filled(workshop, {**ADA, "email": organizer_author.user.email}, pdf=pdf_file()),
    )

    assert {tuple(letter.reply_to) for letter in Letter.objects.all()} == {(organizer.user.email,)}


def test_a_draft_is_called_by_what_is_typed_for_its_title() -> None:
    typed = Paper(draft={"texts": {"title": " Half Typed "}})
    assert (typed.called, Paper().called) == ("Half Typed", "Untitled draft")
