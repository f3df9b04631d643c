"""A paper begun without an account: received at once, confirmed by mail, lost by nobody."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from submissions import clock
from submissions.models import Letter, Paper, PrivateLink, User, Workshop
from submissions.papers import guests, private
from submissions.papers.models import Version
from tests.factories import UserFactory
from tests.papers import small_pdf
from tests.personas import Persona, signed_in
from tests.submissions.papers.forms import ADA, BEN, as_saved, filled, pdf_file


def begun(visitor: Client, workshop: Workshop, *authors: dict[str, str], **changes: object) -> Paper:
    """A complete paper, sent by somebody who has no account."""
    form = filled(workshop, *authors, **{"key": "k" * 16, "pdf": pdf_file(), **changes})
    assert visitor.post(f"/{workshop.slug}/submit/", form).status_code == 302
    return Paper.objects.get()


def confirm_url(paper: Paper) -> str:
    return f"/{paper.workshop.slug}/confirm/{PrivateLink.objects.get(paper=paper).token}/"


def test_the_form_opens_without_an_account(visitor: Client, workshop: Workshop) -> None:
    page = visitor.get(f"/{workshop.slug}/submit/")

    assert page.status_code == 200
    assert "No account is needed." in page.content.decode()


def test_a_complete_paper_counts_as_received_before_anybody_confirms(
    visitor: Client, workshop: Workshop
) -> None:
    paper = begun(visitor, workshop, ADA, BEN)

    assert (paper.state, paper.creator.is_guest) == ("submitted", True)
    assert "we have written to ada@northfield.example" in visitor.get(
        f"/{workshop.slug}/papers/{paper.ref}/"
    ).content.decode().replace("\n", "")


def test_until_then_one_letter_goes_out_and_it_goes_to_the_first_author(
    visitor: Client, workshop: Workshop
) -> None:
    begun(visitor, workshop, ADA, BEN)

    assert [(letter.kind, letter.to) for letter in Letter.objects.all()] == [("confirm", ADA["email"])]


def test_the_browser_goes_on_editing_uploading_and_looking(visitor: Client, workshop: Workshop) -> None:
    paper = begun(visitor, workshop)
    here = f"/{workshop.slug}/papers/{paper.ref}/"
    visitor.post(f"{here}edit/", as_saved(paper, workshop, title="Second Thoughts"))
    visitor.post(f"{here}upload/", {"pdf": pdf_file(small_pdf("Again."))})

    paper.refresh_from_db()
    assert (paper.title, paper.versions.count()) == ("Second Thoughts", 2)
    assert {visitor.get(here + part).status_code for part in ("", "status/", "device/", "withdraw/")} == {200}


def test_another_browser_sees_nothing_of_it(visitor: Client, outsider: Persona, workshop: Workshop) -> None:
    paper = begun(visitor, workshop)
    here = f"/{workshop.slug}/papers/{paper.ref}/"

    assert Client().get(here).status_code == 302
    assert outsider.get(here).status_code == 404


def test_a_guest_is_a_visitor_on_every_other_page(visitor: Client, workshop: Workshop) -> None:
    begun(visitor, workshop)

    assert visitor.get("/accounts/email/").status_code == 302
    assert visitor.get(f"/{workshop.slug}/reviews/").status_code == 302


@pytest.mark.parametrize("look", ["get", "head"])
def test_opening_the_mailed_link_changes_nothing(look: str, visitor: Client, workshop: Workshop) -> None:
    paper = begun(visitor, workshop)
    for _ in range(2):
        assert getattr(Client(), look)(confirm_url(paper), headers={"Purpose": "prefetch"}).status_code == 200

    paper.refresh_from_db()
    assert paper.creator.is_guest
    assert PrivateLink.objects.get().confirmed_at is None


def test_the_button_makes_an_account_and_gives_it_the_paper(visitor: Client, workshop: Workshop) -> None:
    paper = begun(visitor, workshop, ADA, BEN)
    elsewhere = Client()
    elsewhere.post(confirm_url(paper))

    paper.refresh_from_db()
    assert (paper.creator.email, paper.creator.name, paper.creator.is_guest) == (
        ADA["email"],
        ADA["name"],
        False,
    )
    assert {version.uploaded_by for version in Version.objects.all()} == {paper.creator}
    assert sorted((letter.kind, letter.to) for letter in Letter.objects.exclude(kind="confirm")) == [
        ("coauthor", BEN["email"]),
        ("receipt", ADA["email"]),
    ]
    assert "_auth_user_id" not in elsewhere.session


def test_pressed_twice_it_answers_in_words(visitor: Client, workshop: Workshop) -> None:
    paper = begun(visitor, workshop)
    url = confirm_url(paper)
    Client().post(url)
    again = Client().post(url)

    assert again.status_code == 409
    assert "belongs to an account now" in again.content.decode()


def test_what_is_being_typed_survives_a_confirmation_on_another_device(
    visitor: Client, workshop: Workshop
) -> None:
    paper = begun(visitor, workshop)
    Client().post(confirm_url(paper))
    edit = f"/{workshop.slug}/papers/{paper.ref}/edit/"
    paper.refresh_from_db()
    visitor.post(edit, as_saved(paper, workshop, title="Typed meanwhile"))

    paper.refresh_from_db()
    assert paper.title == "Typed meanwhile"
    with time_machine.travel(clock.now() + timedelta(hours=3), tick=False):
        assert visitor.get(edit).status_code == 404


def test_whoever_confirms_for_a_known_address_hands_over_no_session(
    visitor: Client, author: Persona, workshop: Workshop
) -> None:
    paper = begun(visitor, workshop, {**ADA, "email": author.user.email})
    visitor.post(confirm_url(paper))

    paper.refresh_from_db()
    assert paper.creator == author.user
    assert "_auth_user_id" not in visitor.session


def test_an_account_that_never_proved_its_address_is_not_handed_a_paper(
    visitor: Client, workshop: Workshop
) -> None:
    squatter = User.objects.create_user(ADA["email"], "a-password-of-theirs")
    EmailAddress.objects.create(user=squatter, email=squatter.email, verified=False)
    paper = begun(visitor, workshop)
    answer = visitor.post(confirm_url(paper))

    paper.refresh_from_db()
    assert (answer.status_code, paper.creator.is_guest) == (403, True)
    assert "never confirmed" in answer.content.decode()


def test_a_wrong_address_is_put_right_in_the_form_and_another_letter_goes_there(
    visitor: Client, workshop: Workshop
) -> None:
    paper = begun(visitor, workshop, {**ADA, "email": "ada@nrothfield.example"})
    first = confirm_url(paper)
    edit = f"/{workshop.slug}/papers/{paper.ref}/edit/"
    visitor.post(edit, as_saved(paper, workshop))

    assert [letter.to for letter in Letter.objects.filter(kind="confirm").order_by("pk")] == [
        "ada@nrothfield.example",
        ADA["email"],
    ]
    assert Client().post(first).status_code == 404


def test_the_private_link_puts_the_paper_into_the_account_that_is_signed_in(
    visitor: Client, outsider: Persona, workshop: Workshop
) -> None:
    paper = begun(visitor, workshop, {**ADA, "email": "ada@nrothfield.example"})
    url = f"/{workshop.slug}/private/{'k' * 16}/"
    outsider.get(url)
    outsider.post(url)

    paper.refresh_from_db()
    assert paper.creator == outsider.user
    assert Client().get(url).status_code == 404


def test_the_private_link_goes_on_in_another_browser_by_its_button(
    visitor: Client, workshop: Workshop
) -> None:
    paper = begun(visitor, workshop)
    phone, url = Client(), f"/{workshop.slug}/private/{'k' * 16}/"
    edit = f"/{workshop.slug}/papers/{paper.ref}/edit/"
    phone.get(url)
    before = phone.get(edit).status_code
    phone.post(url)

    assert (before, phone.get(edit).status_code) == (302, 200)


def test_whoever_signs_in_takes_the_paper_along(visitor: Client, author: Persona, workshop: Workshop) -> None:
    paper = begun(visitor, workshop)
    visitor.post("/accounts/login/", {"login": author.user.email, "password": "fedgenai-demo"})

    paper.refresh_from_db()
    assert paper.creator == author.user


def test_a_form_sent_again_after_a_lost_answer_makes_one_paper(visitor: Client, workshop: Workshop) -> None:
    """The first answer never came, and with it no cookie."""
    form = filled(workshop, key="k" * 16, pdf=pdf_file())
    Client().post(f"/{workshop.slug}/submit/", form)
    form["pdf"] = pdf_file()
    answer = visitor.post(f"/{workshop.slug}/submit/", form)

    paper = Paper.objects.get()
    assert answer.headers["Location"] == f"/{workshop.slug}/papers/{paper.ref}/"
    assert (paper.versions.count(), User.objects.filter(is_guest=True).count()) == (1, 1)


def test_a_ref_alone_opens_nothing(visitor: Client, workshop: Workshop) -> None:
    paper = begun(visitor, workshop)
    thief = Client()
    form = filled(workshop, ref=paper.ref, key="m" * 16, title="Mine Now")

    assert thief.post(f"/{workshop.slug}/submit/", form).status_code == 404
    paper.refresh_from_db()
    assert paper.title == "Split Adapters for Quiet Clients"


def test_autosave_keeps_a_visitors_words_and_says_where_they_are(visitor: Client, workshop: Workshop) -> None:
    form = filled(workshop, key="k" * 16, title="Half a ti")
    answer = visitor.post(f"/{workshop.slug}/submit/autosave/", form)

    paper = Paper.objects.get()
    assert answer.json()["here"] == f"/{workshop.slug}/papers/{paper.ref}/edit/"
    assert "Half a ti" in visitor.get(answer.json()["here"]).content.decode()


def test_after_a_day_one_reminder_goes_out_and_the_paper_stays(visitor: Client, workshop: Workshop) -> None:
    paper = begun(visitor, workshop)
    with time_machine.travel(clock.now() + timedelta(hours=25), tick=False):
        assert not private.is_fresh(PrivateLink.objects.get())
        private.remind()
        private.remind()
        assert private.is_fresh(PrivateLink.objects.get())

    paper.refresh_from_db()
    assert paper.state == "submitted"
    assert Letter.objects.filter(kind="unconfirmed").count() == 1


def test_one_paper_does_not_write_to_the_world(visitor: Client, workshop: Workshop) -> None:
    paper = begun(visitor, workshop)
    for n in range(9):
        paper.refresh_from_db()
        edit = f"/{workshop.slug}/papers/{paper.ref}/edit/"
        changed = {**ADA, "email": f"a{n}@northfield.example"}
        visitor.post(edit, filled(workshop, changed) | {"ref": paper.ref, "version": str(paper.version)})

    assert Letter.objects.filter(kind="confirm").count() == private.LETTERS


def test_many_papers_from_one_network_wait_and_keep_the_form(
    visitor: Client, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guests, "AT_ONCE", 1)
    Client().post(f"/{workshop.slug}/submit/", filled(workshop, key="k" * 16))
    answer = visitor.post(f"/{workshop.slug}/submit/", filled(workshop, key="m" * 16, title="Patience"))

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == str(guests.WINDOW)
    assert 'value="Patience"' in answer.content.decode()
    assert Paper.objects.count() == 1


def test_an_organizer_who_gave_an_address_without_signing_in_is_blind_there(
    visitor: Client, organizer: Persona, workshop: Workshop
) -> None:
    paper = begun(visitor, workshop, {**ADA, "email": organizer.user.email})

    assert organizer.get(f"/{workshop.slug}/desk/papers/{paper.ref}/").status_code == 404


def test_a_known_address_is_added_to_the_account_that_is_signed_in(
    visitor: Client, workshop: Workshop
) -> None:
    someone = signed_in(UserFactory.create(email="ada@home.example"))
    paper = begun(visitor, workshop)
    someone.post(confirm_url(paper))

    paper.refresh_from_db()
    assert paper.creator == someone.user
    assert EmailAddress.objects.get(email=ADA["email"]).user == someone.user
