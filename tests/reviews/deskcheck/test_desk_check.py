from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from submissions import clock
from submissions.checking.marks import call_false_alarm
from submissions.checks import ENGINE_VERSION, PRESETS, Finding
from submissions.models import Check, Entry, Letter, Paper, Waiver, Workshop
from tests.factories import NOTHING_FOUND, CheckFactory
from tests.papers import complete_paper
from tests.personas import Persona
from tests.responses import normalised, query_count

ADDRESS = Finding("AN-002", "error", "An address stands there.", "Take it out.", 1, (9, 9, 90, 20), "a@b.example", key="AN-002:1:9:9")  # fmt: skip
GRANT = Finding("AN-006", "error", "A grant is named.", "Take it out.", 1, key="AN-006:1:0:0")
FLOAT = Finding("PG-004", "warning", "A table floats on.", "Move it.", 1, key="PG-004:1:0:0")


def find(paper: Paper, *findings: Finding) -> Paper:
    severities = [finding.severity for finding in findings]
    report = replace(NOTHING_FOUND, findings=findings)
    CheckFactory.create(
        version=paper.current,
        report=report.to_dict(),
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        engine=ENGINE_VERSION,
        rules=PRESETS["fedgenai-2025"].version,
    )
    return paper


def url(workshop: Workshop, rest: str = "") -> str:
    return f"/{workshop.slug}/desk/checks/{rest}"


@pytest.fixture
def flagged(paper: Paper) -> Paper:
    return find(paper, ADDRESS, GRANT)


def mark(paper: Paper, finding: Finding, **more: str) -> dict[str, str]:
    assert paper.current is not None
    return {"key": finding.key, "sha256": paper.current.sha256, **more}


POSTS = ["{}/waive/", "{}/take-back/", "{}/fix/"]


@pytest.mark.parametrize("who", ["author", "co_author", "reviewer", "reviewer_elsewhere", "outsider"])
def test_to_everybody_but_organizers_it_is_not_there(
    who: str, flagged: Paper, request: pytest.FixtureRequest
) -> None:
    client: Persona = request.getfixturevalue(who)

    for rest in ("", "sheet/", f"{flagged.ref}/"):
        assert client.get(url(flagged.workshop, rest)).status_code == 404
    for rest in POSTS:
        assert client.post(url(flagged.workshop, rest.format(flagged.ref))).status_code == 404


def test_a_visitor_is_asked_to_sign_in(visitor: Client, workshop: Workshop) -> None:
    assert visitor.get(url(workshop)).status_code == 302


@pytest.mark.parametrize("who", ["organizer_in_conflict", "organizer_author"])
def test_of_a_withheld_paper_its_number_stands_there_and_nothing_else(
    who: str, request: pytest.FixtureRequest, paper: Paper, own_paper: Paper
) -> None:
    client: Persona = request.getfixturevalue(who)
    hidden = find(paper if who == "organizer_in_conflict" else own_paper, ADDRESS)
    for rest in ("", "sheet/"):
        page = client.get(url(hidden.workshop, rest)).content.decode()
        assert "Withheld: you are an author or in conflict." in page
        assert "+ 1 withheld" in page
        assert hidden.title not in page
        assert hidden.ref not in page
    theirs = client.get(url(hidden.workshop, f"{hidden.ref}/"))
    missing = client.get(url(hidden.workshop, f"{'z' * 16}/"))
    assert (theirs.status_code, missing.status_code) == (404, 404)
    assert normalised(theirs) == normalised(missing)
    for rest in POSTS:
        answer = client.post(
            url(hidden.workshop, rest.format(hidden.ref)), mark(hidden, ADDRESS, reason="Mine.", hours="48")
        )
        assert answer.status_code == 404
    assert not Waiver.objects.exists()


def test_what_is_found_in_a_withheld_paper_changes_no_byte(
    organizer_in_conflict: Persona, paper: Paper, own_paper: Paper
) -> None:
    find(own_paper, GRANT)
    pages = [url(paper.workshop), url(paper.workshop, "sheet/")]
    before = [normalised(organizer_in_conflict.get(page)) for page in pages]
    find(paper, ADDRESS, GRANT, FLOAT)

    assert [normalised(organizer_in_conflict.get(page)) for page in pages] == before


def test_the_worst_come_first_and_disputed_ones_before_them(
    workshop: Workshop, organizer: Persona, author: Persona
) -> None:
    mild, bad, disputed, fine = (
        complete_paper(workshop, author.user, title=title) for title in ("Mild", "Bad", "Disputed", "Fine")
    )
    find(mild, FLOAT)
    find(bad, ADDRESS, GRANT)
    find(disputed, ADDRESS)
    assert disputed.current is not None
    call_false_alarm(
        paper=disputed, findings=[ADDRESS], sha256=disputed.current.sha256, sentence="No.", by=author.user
    )
    page = organizer.get(url(workshop)).content.decode()

    assert page.index("Disputed") < page.index("Bad") < page.index("Mild")
    assert fine.ref not in page
    assert "3 to look at, 1 passed" in page
    assert page.count("false alarm?") == 1


def test_evidence_stands_beside_the_words(flagged: Paper, organizer: Persona) -> None:
    page = organizer.get(url(flagged.workshop, f"{flagged.ref}/")).content.decode()

    for words in ("2 things to fix", ADDRESS.message, GRANT.message, "<rect", "Show on page 1"):
        assert words in page


def test_what_its_author_typed_is_looked_at_too(flagged: Paper, organizer: Persona, author: Persona) -> None:
    Paper.objects.filter(pk=flagged.pk).update(title=f"What {author.user.name} Knows")

    assert "AN-012:title" in organizer.get(url(flagged.workshop, f"{flagged.ref}/")).content.decode()


def test_a_waiver_with_a_reason_takes_the_finding_off_the_list(flagged: Paper, organizer: Persona) -> None:
    answer = organizer.post(
        url(flagged.workshop, f"{flagged.ref}/waive/"),
        mark(flagged, ADDRESS, reason="It is example.org."),
        follow=True,
    )

    page = answer.content.decode()
    assert "1 thing to fix" in page
    assert "It is example.org." in page
    listed = organizer.get(url(flagged.workshop)).content.decode()
    assert "1 to fix" in listed
    entry = Entry.objects.get(verb="finding.waived")
    assert (entry.actor, entry.paper) == (organizer.user, flagged)


def test_a_waiver_is_taken_back(flagged: Paper, organizer: Persona) -> None:
    where = url(flagged.workshop, f"{flagged.ref}/")
    organizer.post(f"{where}waive/", mark(flagged, ADDRESS, reason="It is example.org."))
    answer = organizer.post(f"{where}take-back/", mark(flagged, ADDRESS), follow=True)

    assert "2 things to fix" in answer.content.decode()


def test_without_a_reason_nothing_is_waived(flagged: Paper, organizer: Persona) -> None:
    answer = organizer.post(
        url(flagged.workshop, f"{flagged.ref}/waive/"), mark(flagged, ADDRESS, reason=" ")
    )

    assert answer.status_code == 422
    assert "Give a reason" in answer.content.decode()
    assert not Waiver.objects.exists()


def test_a_finding_of_other_bytes_is_not_waived(flagged: Paper, organizer: Persona) -> None:
    stale = {**mark(flagged, ADDRESS, reason="Fine."), "sha256": "f" * 64}
    answer = organizer.post(url(flagged.workshop, f"{flagged.ref}/waive/"), stale, follow=True)

    assert "the paper has changed since you opened this page" in answer.content.decode()
    assert not Waiver.objects.exists()


@pytest.fixture
def closed(flagged: Paper) -> Paper:
    flagged.call.due_at = flagged.call.closes_at = clock.now() - timedelta(days=1)
    flagged.call.save()
    return flagged


def test_asking_to_fix_opens_the_paper_and_tells_its_authors(
    closed: Paper, organizer: Persona, author: Persona, co_author: Persona
) -> None:
    organizer.post(url(closed.workshop, f"{closed.ref}/fix/"), {"hours": "48", "words": "The rest is fine."})

    closed.refresh_from_db()
    assert closed.late_pass_until is not None
    assert timedelta(hours=47, minutes=58) < closed.late_pass_until - clock.now() <= timedelta(hours=48)
    letters = Letter.objects.filter(kind="fix_request")
    assert {letter.to for letter in letters} == {author.user.email, co_author.user.email}
    for letter in letters:
        assert letter.reply_to == [organizer.user.email]
        for words in (ADDRESS.message, GRANT.message, "The rest is fine.", closed.ref):
            assert words in letter.body
        assert organizer.user.name not in letter.body
    assert Entry.objects.get(verb="paper.fix_asked").data["hours"] == 48
    assert "Edit the details" in author.get(f"/{closed.workshop.slug}/papers/{closed.ref}/").content.decode()


def test_what_was_waived_is_not_asked_for(closed: Paper, organizer: Persona) -> None:
    where = url(closed.workshop, f"{closed.ref}/")
    organizer.post(f"{where}waive/", mark(closed, ADDRESS, reason="An example."))
    organizer.post(f"{where}fix/", {"hours": "48"})

    assert all(
        ADDRESS.message not in letter.body and GRANT.message in letter.body
        for letter in Letter.objects.filter(kind="fix_request")
    )
    assert Letter.objects.filter(kind="fix_request").count() == 2


def test_a_second_request_never_shortens_the_first(closed: Paper, organizer: Persona) -> None:
    for hours in ("72", "2"):
        organizer.post(url(closed.workshop, f"{closed.ref}/fix/"), {"hours": hours})

    closed.refresh_from_db()
    assert closed.late_pass_until is not None
    assert closed.late_pass_until > clock.now() + timedelta(hours=71)


@pytest.mark.parametrize("hours", ["", "0", "1000", "soon"])
def test_no_pass_is_opened_for_no_hours(closed: Paper, organizer: Persona, hours: str) -> None:
    answer = organizer.post(url(closed.workshop, f"{closed.ref}/fix/"), {"hours": hours, "words": "Please."})

    closed.refresh_from_db()
    assert (answer.status_code, closed.late_pass_until) == (422, None)
    assert "Please." in answer.content.decode()
    assert not Letter.objects.filter(kind="fix_request").exists()


def test_the_contact_sheet_has_every_first_page(
    workshop: Workshop, organizer: Persona, paper: Paper, own_paper: Paper
) -> None:
    page = organizer.get(url(workshop, "sheet/")).content.decode()

    assert page.count("<img") == 2
    assert own_paper.title in page


def test_progress_is_shown_while_old_checks_are_done_again(organizer: Persona, flagged: Paper) -> None:
    assert "The rules have changed" not in organizer.get(url(flagged.workshop)).content.decode()
    Check.objects.update(engine="older")

    assert "1 paper is being checked again" in organizer.get(url(flagged.workshop)).content.decode()


@pytest.mark.parametrize("rest", ["", "sheet/"])
def test_the_lists_take_the_same_queries_for_any_number(
    rest: str, workshop: Workshop, organizer: Persona, author: Persona
) -> None:
    counts = []
    for more in (1, 2, 7):
        for _ in range(more):
            find(complete_paper(workshop, author.user), ADDRESS, GRANT)
        counts.append(query_count(organizer, url(workshop, rest)))

    assert counts[0] <= 12
    assert counts == [counts[0]] * 3


def test_with_papers_withheld_a_closed_call_takes_at_most_twelve_queries(
    organizer_author: Persona, own_paper: Paper, flagged: Paper, organizer: Persona
) -> None:
    flagged.call.due_at = flagged.call.closes_at = clock.now() - timedelta(days=1)
    flagged.call.save()

    assert query_count(organizer_author, url(flagged.workshop)) <= 12
    assert query_count(organizer_author, url(flagged.workshop, "sheet/")) <= 12
    assert query_count(organizer_author, url(flagged.workshop, f"{flagged.ref}/")) <= 12


def test_a_long_list_comes_in_pages(workshop: Workshop, organizer: Persona, author: Persona) -> None:
    for _ in range(26):
        find(complete_paper(workshop, author.user), ADDRESS)
    first, second = (organizer.get(url(workshop, f"?page={n}")).content.decode() for n in (1, 2))

    assert (first.count("1 to fix"), second.count("1 to fix")) == (25, 1)
    assert "Lesser ones" in first
    assert "Worse ones" in second
