from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from submissions import clock
from submissions.models import Job, Letter, Paper, Workshop
from tests.personas import Persona
from tests.responses import normalised
from tests.submissions.papers.forms import ADA, BEN, as_saved, filled, pdf_file


def url(workshop: Workshop) -> str:
    return f"/{workshop.slug}/submit/"


def submitted(client: Persona, workshop: Workshop, *authors: dict[str, str], **changes: object) -> Paper:
    response = client.post(url(workshop), filled(workshop, *authors, **{"pdf": pdf_file(), **changes}))
    assert response.status_code == 302
    return Paper.objects.get()


def test_it_puts_the_person_into_the_first_line_of_authors(author: Persona, workshop: Workshop) -> None:
    page = author.get(url(workshop)).content.decode()

    assert f'value="{author.user.email}"' in page


def test_a_complete_form_with_a_pdf_is_submitted(author: Persona, workshop: Workshop) -> None:
    paper = submitted(author, workshop, ADA, BEN)

    assert (paper.state, paper.number, paper.title) == ("submitted", 1, "Split Adapters for Quiet Clients")
    assert [line.name for line in paper.authors.all()] == ["Ada Brightwater", "Ben Osei-Lund"]
    assert [job.kind for job in Job.objects.filter(object_id=paper.current_id or 0, kind="check.pdf")] == [
        "check.pdf"
    ]


def test_it_sends_a_receipt_to_the_uploader_and_a_notice_to_the_other_authors(
    author: Persona, workshop: Workshop
) -> None:
    submitted(author, workshop, ADA, BEN)

    letters = sorted((letter.kind, letter.to) for letter in Letter.objects.all())
    assert letters == [
        ("coauthor", "ada@northfield.example"),
        ("coauthor", "ben@southmere.example"),
        ("receipt", author.user.email),
    ]


def test_the_same_form_posted_twice_makes_one_paper_and_one_receipt(
    author: Persona, workshop: Workshop
) -> None:
    form = filled(workshop, pdf=pdf_file())
    author.post(url(workshop), form)
    form["pdf"] = pdf_file()
    second = author.post(url(workshop), form)

    assert second.status_code == 302
    assert Paper.objects.count() == 1
    assert Paper.objects.get().versions.count() == 1
    assert Letter.objects.filter(kind="receipt").count() == 1


def test_an_incomplete_form_is_kept_as_a_draft_at_its_own_address(
    author: Persona, workshop: Workshop
) -> None:
    response = author.post(url(workshop), filled(workshop, title="", pdf=pdf_file()), follow=True)

    paper = Paper.objects.get()
    assert response.redirect_chain == [(f"/{workshop.slug}/papers/{paper.ref}/edit/", 302)]
    assert (paper.state, paper.current is not None) == ("draft", True)
    assert "a title" in response.content.decode()
    assert (
        "Clients that rarely answer still teach."
        in author.get(f"/{workshop.slug}/papers/{paper.ref}/edit/").content.decode()
    )


def test_a_draft_that_becomes_complete_is_submitted(author: Persona, workshop: Workshop) -> None:
    author.post(url(workshop), filled(workshop, title="", pdf=pdf_file()))
    paper = Paper.objects.get()
    author.post(f"/{workshop.slug}/papers/{paper.ref}/edit/", as_saved(paper, workshop))

    paper.refresh_from_db()
    assert (paper.state, paper.draft) == ("submitted", None)


def test_what_was_complete_stays_submitted_under_an_incomplete_draft(
    author: Persona, workshop: Workshop
) -> None:
    paper = submitted(author, workshop)
    author.post(f"/{workshop.slug}/papers/{paper.ref}/edit/", as_saved(paper, workshop, title=""))

    paper.refresh_from_db()
    assert (paper.state, paper.title) == ("submitted", "Split Adapters for Quiet Clients")
    assert (paper.draft or {})["texts"]["title"] == ""


def test_a_second_tab_is_told_and_overwrites_nothing(author: Persona, workshop: Workshop) -> None:
    paper = submitted(author, workshop)
    edit = f"/{workshop.slug}/papers/{paper.ref}/edit/"
    author.post(edit, as_saved(paper, workshop, title="First tab"))
    response = author.post(edit, as_saved(paper, workshop, title="Second tab"))

    paper.refresh_from_db()
    assert (response.status_code, paper.title) == (409, "First tab")
    assert "Second tab" in response.content.decode()


def test_after_a_conflict_the_author_may_put_the_typed_text_in_place(
    author: Persona, workshop: Workshop
) -> None:
    paper = submitted(author, workshop)
    edit = f"/{workshop.slug}/papers/{paper.ref}/edit/"
    author.post(edit, as_saved(paper, workshop, title="First tab"))
    author.post(edit, as_saved(paper, workshop, title="Second tab"))
    paper.refresh_from_db()
    author.post(edit, as_saved(paper, workshop, title="Second tab"))

    paper.refresh_from_db()
    assert paper.title == "Second tab"


def test_past_closing_it_names_the_time_and_keeps_the_form(author: Persona, workshop: Workshop) -> None:
    paper = submitted(author, workshop)
    closes = workshop.calls.get().closes_at
    with time_machine.travel(closes + timedelta(seconds=1), tick=False):
        response = author.post(
            f"/{workshop.slug}/papers/{paper.ref}/edit/", as_saved(paper, workshop, title="Too late")
        )

    paper.refresh_from_db()
    page = response.content.decode()
    assert (response.status_code, paper.title) == (403, "Split Adapters for Quiet Clients")
    assert "this call closed at" in page
    assert "Too late" in page


@pytest.mark.parametrize("days", [-11, 11], ids=["before opening", "closed"])
def test_outside_its_time_a_form_is_shown_and_not_typed_into(
    visitor: Client, workshop: Workshop, days: int
) -> None:
    now = clock.now()
    with time_machine.travel(now + timedelta(days=days), tick=False):
        page = visitor.get(f"/{workshop.slug}/submit/").text

    assert '<fieldset class="plain stack" disabled>' in page
    assert 'data-size="large"' not in page


def test_late_until_closing_is_still_accepted(author: Persona, workshop: Workshop) -> None:
    due = workshop.calls.get().due_at
    with time_machine.travel(due + timedelta(minutes=29), tick=False):
        paper = submitted(author, workshop)

    assert paper.state == "submitted"


def test_a_late_pass_opens_one_paper(author: Persona, workshop: Workshop) -> None:
    paper = submitted(author, workshop)
    closes = workshop.calls.get().closes_at
    Paper.objects.filter(pk=paper.pk).update(late_pass_until=closes + timedelta(hours=2))
    with time_machine.travel(closes + timedelta(hours=1), tick=False):
        author.post(
            f"/{workshop.slug}/papers/{paper.ref}/edit/", as_saved(paper, workshop, title="With a pass")
        )

    paper.refresh_from_db()
    assert paper.title == "With a pass"


def test_the_list_of_authors_is_ordered_by_buttons(author: Persona, workshop: Workshop) -> None:
    paper = submitted(author, workshop, ADA, BEN)
    edit = f"/{workshop.slug}/papers/{paper.ref}/edit/"
    author.post(
        edit,
        as_saved(paper, workshop)
        | filled(workshop, ADA, BEN, ref=paper.ref, version=str(paper.version), do="up-1"),
    )
    paper.refresh_from_db()

    assert [row["name"] for row in (paper.draft or {})["authors"]] == ["Ben Osei-Lund", "Ada Brightwater"]


def test_a_pasted_list_becomes_lines(author: Persona, workshop: Workshop) -> None:
    pasted = (
        "Cleo Marsh <cleo@eastvale.example>, Eastvale Institute\nDov Hale, Westgate, dov@westgate.example"
    )
    author.post(url(workshop), filled(workshop, ADA, do="paste", pasted=pasted))

    rows = (Paper.objects.get().draft or {})["authors"]
    assert [(row["name"], row["email"], row["affiliation"]) for row in rows[1:]] == [
        ("Cleo Marsh", "cleo@eastvale.example", "Eastvale Institute"),
        ("Dov Hale", "dov@westgate.example", "Westgate"),
    ]


def test_two_lines_with_one_address_are_named(author: Persona, workshop: Workshop) -> None:
    response = author.post(
        url(workshop), filled(workshop, ADA, {**BEN, "email": ADA["email"]}, pdf=pdf_file()), follow=True
    )

    assert "ada@northfield.example stands there twice" in response.content.decode()


def test_a_co_author_is_told_of_a_new_title(author: Persona, workshop: Workshop) -> None:
    paper = submitted(author, workshop, ADA)
    author.post(
        f"/{workshop.slug}/papers/{paper.ref}/edit/", as_saved(paper, workshop, title="A better title")
    )

    assert [letter.to for letter in Letter.objects.filter(kind="paper_changed")] == ["ada@northfield.example"]


def test_it_needs_its_token(author: Persona, workshop: Workshop) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(author.user)

    assert strict.post(url(workshop), filled(workshop)).status_code == 403
    assert not Paper.objects.exists()


def test_a_made_up_ref_begins_nothing(author: Persona, workshop: Workshop) -> None:
    assert author.post(url(workshop), filled(workshop, ref="1")).status_code == 404


def test_somebody_elses_ref_answers_like_a_missing_one(
    author: Persona, outsider: Persona, workshop: Workshop
) -> None:
    paper = submitted(author, workshop)
    theirs = outsider.post(f"/{workshop.slug}/papers/{paper.ref}/edit/", as_saved(paper, workshop))
    missing = outsider.post(f"/{workshop.slug}/papers/{'z' * 16}/edit/", as_saved(paper, workshop))

    assert (theirs.status_code, missing.status_code) == (404, 404)
    assert normalised(theirs) == normalised(missing)


def test_a_rehearsal_closes_by_its_own_clock(author: Persona, workshop: Workshop) -> None:
    paper = submitted(author, workshop)
    Workshop.objects.update(clock_offset=timedelta(days=30))
    response = author.post(
        f"/{workshop.slug}/papers/{paper.ref}/edit/", as_saved(paper, workshop, title="Too late")
    )

    assert response.status_code == 403
