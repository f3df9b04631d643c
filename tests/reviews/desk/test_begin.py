"""An organizer begins a paper for an author who cannot get in."""

import pytest
from django.test import Client

from submissions.models import Entry, Letter, Paper, Workshop
from submissions.workshops.models import Call
from tests.personas import Persona
from tests.submissions.papers.forms import ADA, as_saved, pdf_file
from tests.submissions.papers.test_private import confirm_url


def begin(who: Persona, call: Call, address: str) -> int:
    data = {"address": address, "name": "Ada Lindgren", "call": call.pk}
    return who.post(f"/{call.workshop.slug}/desk/papers/new/", data).status_code


@pytest.fixture
def call(workshop: Workshop) -> Call:
    return workshop.calls.get()


def test_somebody_without_an_account_gets_the_paper_by_the_letter_s_link(
    organizer: Persona, workshop: Workshop, call: Call
) -> None:
    assert begin(organizer, call, ADA["email"]) == 302
    paper = Paper.objects.get()
    desk = f"/{workshop.slug}/desk/papers/{paper.ref}/edit/"
    page = organizer.get(desk)
    assert ADA["email"] in page.text
    assert "This field is required" not in page.text
    organizer.post(desk, as_saved(paper, workshop, title="Sent in by Hand", pdf=pdf_file()))
    Client().post(confirm_url(paper))

    paper.refresh_from_db()
    assert (paper.state, paper.creator.email) == ("submitted", ADA["email"])
    letter = Letter.objects.get(kind="confirm")
    assert (letter.to, organizer.user.name in letter.body) == (ADA["email"], True)
    assert Entry.objects.filter(verb="paper.begun_for", actor=organizer.user).exists()
    assert organizer.get(f"/{workshop.slug}/desk/papers/{paper.ref}/").status_code == 200


def test_somebody_with_an_account_finds_it_there(organizer: Persona, author: Persona, call: Call) -> None:
    assert begin(organizer, call, author.user.email) == 302

    assert Paper.objects.get().creator == author.user
    assert Letter.objects.get(kind="begun_for").to == author.user.email


def test_nobody_begins_the_own_paper_or_one_in_conflict(organizer: Persona, call: Call) -> None:
    organizer.user.affiliation = "Northfield"
    organizer.user.email = "olga@northfield.example"
    organizer.user.save()
    assert begin(organizer, call, organizer.user.email) == 422
    assert begin(organizer, call, ADA["email"]) == 422

    assert not Paper.objects.exists()
    assert not Letter.objects.exists()


def test_only_those_who_run_the_workshop_begin_papers_for_others(outsider: Persona, call: Call) -> None:
    assert begin(outsider, call, ADA["email"]) == 404


def test_the_desk_tells_what_nobody_has_confirmed(organizer: Persona, workshop: Workshop, call: Call) -> None:
    begin(organizer, call, ADA["email"])
    page = organizer.get(f"/{workshop.slug}/desk/papers/?show=unconfirmed").text

    assert "not confirmed" in page
    assert "Untitled draft" in page
