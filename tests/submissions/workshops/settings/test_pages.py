"""Settings: each page changes what it says, tells the second of two organizers, and breaks no promise unasked."""

from collections.abc import Mapping
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape
from PIL import Image

from submissions.models import Call, Entry, Membership, Paper, Topic, Workshop
from submissions.workshops.settings.pages import SECTIONS
from tests.personas import Persona, member
from tests.submissions.workshops.settings.pages import address, filled


def saved(client: Persona, workshop: Workshop, page: str, **changes: object) -> int:
    url = address(workshop, page)
    status = client.post(url, filled(client, url, **changes)).status_code
    workshop.refresh_from_db()
    return status


@pytest.mark.parametrize("page", [*SECTIONS, "calls/papers"])
def test_every_page_says_what_it_changes_and_saves_itself_unchanged(
    organizer: Persona, workshop: Workshop, page: str
) -> None:
    url = address(workshop, page)
    form = organizer.get(url).context["form"]
    assert f"<h1>{escape(form.heading)}</h1>" in organizer.get(url).text
    before = plain(Workshop.objects.values().get())
    rows = {"rows-TOTAL_FORMS": "0", "rows-INITIAL_FORMS": "0"} if form.rows else {}

    answer = organizer.post(url, filled(organizer, url, **rows))

    assert escape(form.effect) in organizer.get(address(workshop, "")[:-1]).text or page.startswith("calls")
    assert answer.status_code == 302, answer.context["form"].errors
    assert plain(Workshop.objects.values().get()) == before
    assert workshop.calls.get().kinds.values_list("name", "is_offered").first() == (
        "Original research",
        True,
    )


def plain(values: Mapping[str, object]) -> dict[str, str]:
    """Without blanks at the ends, which a form takes off."""
    return {name: str(value).strip() for name, value in values.items()}


def test_a_change_is_on_the_calls_page_and_in_the_history(
    organizer: Persona, visitor: Client, workshop: Workshop
) -> None:
    assert saved(organizer, workshop, "names", tagline="Models that travel") == 302

    assert "Models that travel" in visitor.get(f"/{workshop.slug}/").text
    assert "changed the settings: Names and look" in organizer.get(f"/{workshop.slug}/desk/history/").text


def test_the_second_of_two_organizers_is_told_and_overwrites_nothing(
    organizer: Persona, workshop: Workshop
) -> None:
    other = member(workshop, Membership.Role.ORGANIZER, "Odile Brandt")
    url = address(workshop, "names")
    mine = filled(other, url, tagline="Mine")
    assert saved(organizer, workshop, "names", tagline="Hers") == 302

    answer = other.post(url, mine)

    workshop.refresh_from_db()
    assert answer.status_code == 409
    assert workshop.tagline == "Hers"
    assert "Olga Ferreira-Holm saved this page after you opened it" in answer.text
    assert {"Mine", "Hers"} <= set(answer.text.replace("<", '"').replace(": ", '"').split('"'))
    again = {**mine, "seen": answer.context["form"].stamp}
    assert other.post(url, again).status_code == 302


def test_topics_are_renamed_taken_out_and_put_in_order_and_papers_keep_theirs(
    organizer: Persona, workshop: Workshop, paper: Paper
) -> None:
    chosen = paper.topics.get()
    lines = f"# Theory\n{chosen.name} => Renamed\n# Practice\nHospitals"

    assert saved(organizer, workshop, "topics", topics=lines) == 302

    chosen.refresh_from_db()
    offered = Topic.objects.filter(is_offered=True).order_by("area__position", "position")
    assert [topic.name for topic in offered] == ["Renamed", "Hospitals"]
    assert saved(organizer, workshop, "topics", topics="# Practice\nHospitals") == 302
    assert paper.topics.get() == chosen
    assert "Renamed" not in Client().get(f"/{workshop.slug}/").text


def test_days_in_the_wrong_order_are_refused_in_words(organizer: Persona, workshop: Workshop) -> None:
    typed = filled(organizer, address(workshop, "venue"), starts_on="2025-08-16", ends_on="2025-08-15")
    answer = organizer.post(address(workshop, "venue"), typed)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"ends_on": ["The last day lies before the first."]}


def test_topics_without_an_area_are_refused(organizer: Persona, workshop: Workshop) -> None:
    assert saved(organizer, workshop, "topics", topics="Hospitals") == 422
    assert Topic.objects.filter(is_offered=True).count() == 16


@pytest.mark.parametrize("understood", [False, True])
def test_another_page_rule_after_the_first_paper_needs_a_second_word(
    organizer: Persona, workshop: Workshop, paper: Paper, *, understood: bool
) -> None:
    tick = {"understood": "on"} if understood else {}

    status = saved(organizer, workshop, "calls/papers", preset="acl", **tick)

    assert (status, workshop.calls.get().preset) == ((302, "acl") if understood else (422, "fedgenai-2025"))


def test_kinds_that_are_taken_out_stay_with_their_papers(
    organizer: Persona, workshop: Workshop, paper: Paper
) -> None:
    assert saved(organizer, workshop, "calls/papers", kinds="Position paper => Opinion\nDemo") == 302

    kinds = list(workshop.calls.get().kinds.filter(is_offered=True).values_list("slug", "name"))
    paper.refresh_from_db()
    assert kinds == [("position", "Opinion"), ("demo", "Demo")]
    assert paper.kind
    assert paper.kind.name == "Original research"


def test_questions_are_asked_and_no_longer_asked(organizer: Persona, workshop: Workshop) -> None:
    rows = {"rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "0", "rows-0-words": "Student paper?"}
    choice = {**rows, "rows-0-kind": "choice", "rows-0-choices": "Yes\nNo", "rows-0-for_reviewers": "on"}

    assert saved(organizer, workshop, "questions", **{**choice, "rows-0-choices": "Yes"}) == 422
    assert saved(organizer, workshop, "questions", **choice) == 302

    (question,) = workshop.asked
    assert (question.words, question.choices, question.for_reviewers) == (
        "Student paper?",
        ("Yes", "No"),
        True,
    )
    assert "Student paper?" in organizer.get(f"/{workshop.slug}/submit/").text
    gone = {**choice, "rows-INITIAL_FORMS": "1", "rows-0-key": question.key, "rows-0-DELETE": "on"}
    assert saved(organizer, workshop, "questions", **gone) == 302
    assert [each.is_asked for each in workshop.asked] == [False]


def test_an_eleventh_question_is_refused(organizer: Persona, workshop: Workshop) -> None:
    rows = {f"rows-{n}-words": f"Question {n}" for n in range(11)} | {
        f"rows-{n}-kind": "text" for n in range(11)
    }

    assert (
        saved(
            organizer, workshop, "questions", **rows, **{"rows-TOTAL_FORMS": "11", "rows-INITIAL_FORMS": "0"}
        )
        == 422
    )
    assert workshop.asked == []


def picture() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (900, 300), "teal").save(out, "PNG")
    return SimpleUploadedFile("logo.png", out.getvalue(), "image/png")


def test_a_logo_is_made_anew_and_served_as_a_picture(
    organizer: Persona, visitor: Client, workshop: Workshop
) -> None:
    assert saved(organizer, workshop, "names", logo=picture(), logo_alt="Two circles") == 302

    answer = visitor.get(f"/{workshop.slug}/logo.webp")
    shown = Image.open(BytesIO(answer.getvalue()))
    assert (shown.format, shown.size) == ("WEBP", (480, 160))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert 'alt="Two circles"' in visitor.get(f"/{workshop.slug}/").text


@pytest.mark.parametrize("data", [b"<html><script>alert(1)</script>", b"", b"\x89PNG\r\n\x1a\n broken"])
def test_a_logo_that_is_no_picture_is_refused(organizer: Persona, workshop: Workshop, data: bytes) -> None:
    file = SimpleUploadedFile("logo.png", data, "image/png")

    assert saved(organizer, workshop, "names", logo=file, logo_alt="A page", tagline="New") == 422
    assert (workshop.logo.name, workshop.tagline) == ("", "Generative AI that learns where the data lives")


def test_organizers_get_portraits(organizer: Persona, visitor: Client, workshop: Workshop) -> None:
    rows = {"rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "0", "rows-0-name": "Nora Lindqvist"}

    status = saved(
        organizer, workshop, "organizers", **rows, **{"rows-0-portrait": picture(), "rows-0-position": "9"}
    )

    person = workshop.public_organizers.get(name="Nora Lindqvist")
    assert status == 302
    assert visitor.get(f"/{workshop.slug}/organizers/{person.pk}.webp").getvalue()[8:12] == b"WEBP"
    assert 'alt="Portrait of Nora Lindqvist"' in visitor.get(f"/{workshop.slug}/").text


@pytest.mark.parametrize("who", ["author", "reviewer_elsewhere", "outsider"])
def test_settings_are_for_organizers(request: pytest.FixtureRequest, workshop: Workshop, who: str) -> None:
    client: Persona = request.getfixturevalue(who)

    for page in ["", "names", "calls/papers"]:
        assert client.get(address(workshop, page).replace("//", "/")).status_code == 404
        assert client.post(address(workshop, page).replace("//", "/")).status_code in {404, 405}
    assert not Entry.objects.filter(verb="settings.changed").exists()
    assert Call.objects.get().name == "Papers"
