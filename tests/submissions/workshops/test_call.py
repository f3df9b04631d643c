import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from submissions.models import Edition, Workshop
from submissions.workshops.examples.calendar import with_papers_due_in
from submissions.workshops.examples.fedgenai_ijcai_25 import FEDGENAI
from submissions.workshops.models import Accent
from submissions.workshops.services import create_workshop, move_dates
from tests.factories import CallFactory, WorkshopFactory

CALL = "/fedgenai-ijcai-25/"
ICS = "/fedgenai-ijcai-25/dates.ics"


def text_of(client: Client, path: str = CALL) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.text.split())


def move(workshop: Workshop, **by: int) -> None:
    move_dates(workshop=workshop, by=timedelta(**by))


def test_it_says_what_the_call_asks(visitor: Client, workshop: Workshop) -> None:
    text = text_of(visitor)
    for fact in (
        "Generative AI that learns where the data lives",
        "IJCAI 2025",
        "Montreal",
        "federated transfer learning for foundation models",
        "Up to <strong>7 pages</strong> of content and up to <strong>2 more</strong>",
        "so 9 in all",
        "original research, position paper, work in progress",
        "US letter, two columns, Times 10 pt",
        'href="https://www.ijcai.org/authors_kit"',
        "<h2>Double-blind</h2>",
        "<strong>novelty</strong>, <strong>technical quality</strong> and <strong>impact</strong>",
        "presents it in person",
        "another IJCAI workshop",
        "no author may be named in its metadata",
        "Including but not limited to these",
        "Theory and algorithmic foundations",
        "Federated learning for training and tuning foundation models",
        'href="mailto:fedgenai-ijcai-25@easychair.org"',
        "Earlier editions",
        "NeurIPS&#x27;23",
    ):
        assert fact in text, fact
    for person, _ in FEDGENAI.organizers:
        assert person in text


def test_an_open_call_takes_papers(visitor: Client, workshop: Workshop) -> None:
    assert 'href="/fedgenai-ijcai-25/submit/">Submit a paper</a>' in text_of(visitor)


def test_a_call_that_is_not_open_yet_says_when(visitor: Client, workshop: Workshop) -> None:
    move(workshop, days=30)
    text = text_of(visitor)
    assert "Submissions open on" in text
    assert "Submit a paper" not in text


def test_a_late_paper_is_told_until_when(visitor: Client, workshop: Workshop) -> None:
    move(workshop, days=-10, minutes=-10)
    text = text_of(visitor)
    assert "The due time has passed." in text
    assert "Submit a paper" in text


def test_a_closed_call_says_when_it_closed(visitor: Client, workshop: Workshop) -> None:
    move(workshop, days=-11)
    text = text_of(visitor)
    assert "The call closed on" in text
    assert "Submit a paper" not in text


def test_a_workshop_without_a_call_has_a_page(visitor: Client, db: None) -> None:
    WorkshopFactory.create(slug="next-year")
    assert "The call is being prepared." in text_of(visitor, "/next-year/")
    assert visitor.get("/next-year/dates.ics").status_code == 404


def test_an_unknown_address_is_the_one_404(visitor: Client, db: None) -> None:
    assert visitor.get("/nobody-knows/").status_code == 404
    assert visitor.get("/nobody-knows/dates.ics").status_code == 404


@pytest.mark.parametrize("path", [CALL, ICS])
def test_reading_is_all_that_one_can_do(visitor: Client, workshop: Workshop, path: str) -> None:
    assert visitor.post(path).status_code == 405


@pytest.mark.parametrize("rows", [1, 3, 10])
def test_its_queries_do_not_grow_with_what_it_shows(
    visitor: Client, workshop: Workshop, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    Edition.objects.bulk_create(Edition(workshop=workshop, name=f"Edition {n}") for n in range(rows))
    with django_assert_num_queries(8):
        visitor.get(CALL)
    with django_assert_num_queries(3):  # its texts are kept for a minute
        visitor.get(CALL)


def test_an_edited_text_is_seen_at_once(visitor: Client, workshop: Workshop) -> None:
    visitor.get(CALL)
    workshop.venue_rules = "- No posters wider than the door."
    workshop.save()
    assert "No posters wider than the door." in text_of(visitor)


def test_two_workshops_do_not_share_their_texts(visitor: Client, workshop: Workshop) -> None:
    CallFactory.create(workshop__slug="another", workshop__attendance_rule="Come by bicycle.")
    assert "Come by bicycle." not in text_of(visitor)
    assert "Come by bicycle." in text_of(visitor, "/another/")
    assert "Come by bicycle." not in text_of(visitor)


def test_what_organizers_type_is_text_and_not_markup(visitor: Client, workshop: Workshop) -> None:
    attack = "<script>alert(1)</script> ![x](https://a.example/x.png) [y](javascript:alert(1))"
    for name in ("tagline", "intro", "theme", "audience", "venue_rules", "attendance_rule"):
        setattr(workshop, name, attack)
    workshop.save()
    text = visitor.get(CALL).text
    assert "<script>alert" not in text
    assert "<img" not in text
    assert 'href="javascript:' not in text


def test_the_calendar_file_holds_the_public_dates(visitor: Client, db: None) -> None:
    dates = with_papers_due_in(9, now=datetime(2025, 4, 30, 12, tzinfo=UTC))
    create_workshop(FEDGENAI, by=None, dates=dates)
    response = visitor.get(ICS)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="fedgenai-ijcai-25-dates.ics"'
    events = {
        str(event["summary"]).partition(": ")[2]: event.decoded("dtstart")
        for event in Calendar.from_ical(response.content).walk("VEVENT")
    }
    assert events == {
        "Call opens": datetime(2025, 3, 3, 12, tzinfo=UTC),
        "Papers due": datetime(2025, 5, 10, 11, 59, tzinfo=UTC),
        "Decisions": datetime(2025, 6, 7, 11, 59, tzinfo=UTC),
        "Final versions due": datetime(2025, 6, 21, 11, 59, tzinfo=UTC),
        "Workshop, in person": dates.starts_on,
    }


def test_the_calendar_file_is_the_same_each_time(visitor: Client, workshop: Workshop) -> None:
    assert visitor.get(ICS).content == visitor.get(ICS).content


def test_a_moved_date_keeps_its_place_in_peoples_calendars(visitor: Client, workshop: Workshop) -> None:
    def uids() -> list[str]:
        return [str(event["uid"]) for event in Calendar.from_ical(visitor.get(ICS).content).walk("VEVENT")]

    before = uids()
    move(workshop, days=3)
    assert uids() == before
    assert len(set(before)) == len(before)


def test_a_workshop_has_a_colour_of_its_own(workshop: Workshop, visitor: Client) -> None:
    Workshop.objects.update(accent=Accent.TEAL)
    address = f"/{workshop.slug}/accent-200.css"
    assert address in visitor.get(f"/{workshop.slug}/").content.decode()

    sheet = visitor.get(address)
    assert (sheet["Content-Type"], sheet.content) == ("text/css", b":root { --hue: 200; }\n")
    assert visitor.get(f"/{workshop.slug}/accent-201.css").status_code == 404


def test_a_shared_link_has_a_picture_and_a_browser_its_icon(visitor: Client, workshop: Workshop) -> None:
    page = visitor.get(f"/{workshop.slug}/").text
    picture = re.search(r'property="og:image" content="http://testserver(/static/[^"]+)"', page)

    assert picture
    starts = [visitor.get(url).getvalue()[:4] for url in (picture[1], "/favicon.ico")]
    assert starts == [b"\x89PNG", b"\0\0\x01\0"]
