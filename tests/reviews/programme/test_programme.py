from datetime import UTC, datetime

import pytest
from django.test import Client
from icalendar import Calendar

from reviews.models import Programme, Session, Slot
from reviews.programme import exports, services
from submissions import clock
from submissions.models import Author, Paper, Workshop
from tests.factories import DecisionFactory, ReleaseFactory, UserFactory
from tests.papers import complete_paper
from tests.personas import Persona

pytestmark = pytest.mark.django_db


@pytest.fixture
def papers(workshop: Workshop, paper: Paper, own_paper: Paper) -> list[Paper]:
    third = complete_paper(workshop, UserFactory.create(name="Thea Third"), title="A *Third* Paper")
    for each in (paper, own_paper, third):
        DecisionFactory.create(paper=each, outcome="talk", state="released", released_at=clock.now())
    ReleaseFactory.create(workshop=workshop)
    return [paper, own_paper, third]


@pytest.fixture
def desk(workshop: Workshop, papers: list[Paper], organizer: Persona) -> str:
    services.settle(workshop=workshop, zone="America/Montreal", is_public=False, by=organizer.user)
    return f"/{workshop.slug}/desk/programme/"


def session(client: Persona, desk: str, title: str = "Morning", hour: int = 9, **fields: str) -> Session:
    day = {"starts_at": f"2025-08-16T{hour:02}:00", "ends_at": f"2025-08-16T{hour + 1:02}:00"}
    answer = client.post(desk, {"title": title, "kind": "talks", "do": "add", **day, **fields})
    assert answer.status_code == 302
    return Session.objects.latest("pk")


def place(client: Persona, desk: str, row: Session, *papers: Paper, minutes: int = 20) -> None:
    numbers = [paper.number for paper in papers]
    client.post(f"{desk}{row.ref}/", {"do": "place", "papers": numbers, "minutes": minutes})


def titles(row: Session) -> list[str]:
    return [slot.paper.title if slot.paper else slot.title for slot in row.slots.all()]


def test_times_are_typed_as_they_hang_on_the_wall(organizer: Persona, desk: str) -> None:
    row = session(organizer, desk)
    assert row.starts_at == datetime(2025, 8, 16, 13, tzinfo=UTC)
    text = organizer.get(desk).text
    assert "09:00 to 10:00" in text
    assert 'value="2025-08-16T10:00"' in text, "the next one begins where this ends"


def test_a_session_that_ends_before_it_starts_is_refused_in_words(organizer: Persona, desk: str) -> None:
    day = {"starts_at": "2025-08-16T10:00", "ends_at": "2025-08-16T09:00"}
    answer = organizer.post(desk, {"title": "Odd", "kind": "talks", "do": "add", **day})
    assert answer.status_code == 422
    assert "A session ends after it starts." in answer.text


def test_papers_are_placed_once_and_ordered_by_buttons_and_by_dragging(
    organizer: Persona, desk: str, papers: list[Paper]
) -> None:
    row = session(organizer, desk)
    place(organizer, desk, row, *papers)
    place(organizer, desk, row, papers[0])
    one, two, three = titles(row)
    organizer.post(f"{desk}{row.ref}/", {"move": "2:up"})
    assert titles(row) == [one, three, two]
    organizer.post(f"{desk}{row.ref}/", {"order-0": "3", "order-1": "1", "order-2": "2"})
    assert titles(row) == [three, two, one]
    last = row.slots.last()
    assert last
    for typed in ("35", "0", "many"):
        organizer.post(f"{desk}{row.ref}/", {"do": "minutes", "slot": last.ref, "minutes": typed})
    last.refresh_from_db()
    assert (last.minutes, titles(row)) == (35, [three, two, one])
    organizer.post(f"{desk}{row.ref}/", {"do": "remove", "slot": row.slots.first().ref})  # type: ignore[union-attr]
    assert titles(row) == [two, one]


def test_a_paper_moves_to_the_end_of_another_session_and_stands_there_once(
    organizer: Persona, desk: str, papers: list[Paper]
) -> None:
    morning, noon = session(organizer, desk), session(organizer, desk, "Noon", 12)
    place(organizer, desk, morning, *papers[:2])
    place(organizer, desk, noon, papers[2])
    page = f"{desk}{morning.ref}/"
    wish = {"do": "move", "slot": morning.slots.all()[0].ref, "to": noon.ref}
    assert "It stands in “Noon” now." in organizer.post(page, wish, follow=True).text
    assert (titles(morning), titles(noon)) == ([papers[1].title], [papers[2].title, papers[0].title])
    again = Slot.objects.create(session=morning, paper=papers[0])
    organizer.post(page, wish | {"slot": again.ref})
    assert len(titles(noon)) == 2
    assert organizer.post(page, wish | {"to": "zzzzzzzzzzzzzzzz"}).status_code == 404


def test_a_person_in_two_places_at_once_is_named(organizer: Persona, desk: str, papers: list[Paper]) -> None:
    Author.objects.filter(paper=papers[2]).update(email=papers[0].authors.get(position=2).email)
    for title, paper in (("Room one", papers[0]), ("Room two", papers[2])):
        place(organizer, desk, session(organizer, desk, title), paper)
    text = organizer.get(desk).text
    assert "1 person would have to be in two places" in text
    assert "“Room one” and “Room two” overlap" in text
    Session.objects.filter(title="Room two").update(
        starts_at=datetime(2025, 8, 16, 14, tzinfo=UTC), ends_at=datetime(2025, 8, 16, 15, tzinfo=UTC)
    )
    assert "two places" not in organizer.get(desk).text


def test_talks_that_do_not_fit_are_told(organizer: Persona, desk: str, papers: list[Paper]) -> None:
    place(organizer, desk, session(organizer, desk), *papers, minutes=25)
    assert "15 minutes too long" in organizer.get(desk).text


def test_it_is_public_when_it_is_published_and_hides_what_leaves(
    organizer: Persona, visitor: Client, desk: str, workshop: Workshop, papers: list[Paper]
) -> None:
    place(organizer, desk, session(organizer, desk), *papers)
    public = f"/{workshop.slug}/programme/"
    assert (
        visitor.get(public).status_code == visitor.get(f"/{workshop.slug}/programme.ics").status_code == 404
    )
    assert public not in visitor.get(f"/{workshop.slug}/").text
    organizer.post(desk, {"do": "settings", "zone": "America/Montreal", "is_public": "on"})
    assert public in visitor.get(f"/{workshop.slug}/").text
    text = visitor.get(public).text
    assert text.index("09:00") < text.index(papers[0].title) < text.index("09:20")
    Paper.objects.filter(pk=papers[0].pk).update(state="withdrawn", withdrawn_at=clock.now())
    assert papers[0].title not in visitor.get(public).text


def test_the_calendar_is_valid_and_the_same_twice(
    organizer: Persona, visitor: Client, desk: str, workshop: Workshop, papers: list[Paper]
) -> None:
    place(organizer, desk, session(organizer, desk, room="West; 12, a"), *papers)
    organizer.post(desk, {"do": "settings", "zone": "America/Montreal", "is_public": "on"})
    first, again = (visitor.get(f"/{workshop.slug}/programme.ics").content for _ in range(2))
    assert first == again
    (event,) = Calendar.from_ical(first).walk("VEVENT")
    assert event.decoded("dtstart") == datetime(2025, 8, 16, 13, tzinfo=UTC)
    assert str(event["location"]).startswith("West; 12, a")
    assert papers[0].title in str(event["description"])
    assert {"uid", "dtstamp", "dtend", "sequence"} <= {name.lower() for name in event}


def test_markdown_and_table_tell_the_same(
    organizer: Persona, desk: str, workshop: Workshop, papers: list[Paper]
) -> None:
    place(organizer, desk, session(organizer, desk), *papers)
    text = exports.as_markdown(workshop).decode()
    assert r"09:40 **A \*Third\* Paper** Thea Third" in text
    table = exports.as_csv(workshop).decode("utf-8-sig")
    assert "2025-08-16,09:40,10:00,Morning,talks,,3,A *Third* Paper,Thea Third" in table


def test_on_the_day_an_excuse_is_kept_with_who_did_not_come(
    organizer: Persona, desk: str, papers: list[Paper]
) -> None:
    place(organizer, desk, session(organizer, desk), papers[0])
    slot = Slot.objects.get()
    organizer.post(
        f"{desk}check-in/", {"slot": slot.ref, "arrival": "absent", "excuse": "The visa came late."}
    )
    text = organizer.get(f"{desk}check-in/").text
    assert "did not come" in text
    assert "The visa came late." in text
    organizer.post(f"{desk}check-in/", {"slot": slot.ref, "arrival": "here", "excuse": "x"})
    slot.refresh_from_db()
    assert (slot.arrival, slot.excuse) == ("here", "")
    assert "Take it back" in organizer.get(f"{desk}check-in/").text
    organizer.post(f"{desk}check-in/", {"slot": slot.ref, "arrival": "expected", "excuse": ""})
    assert "not seen yet" in organizer.get(f"{desk}check-in/").text


@pytest.mark.parametrize("who", ["author", "reviewer", "outsider"])
def test_making_it_is_for_organizers(request: pytest.FixtureRequest, desk: str, who: str) -> None:
    client = request.getfixturevalue(who)
    assert client.get(desk).status_code == client.post(desk, {"do": "settings"}).status_code == 404


def test_queries_do_not_grow(
    organizer: Persona, desk: str, papers: list[Paper], django_assert_max_num_queries: object
) -> None:
    for hour in (9, 11, 13):
        place(organizer, desk, session(organizer, desk, f"At {hour}", hour), *papers)
    for address in (desk, f"{desk}check-in/", f"{desk}{Session.objects.all()[0].ref}/"):
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            assert organizer.get(address).status_code == 200
    assert Programme.objects.get().sequence > 3
