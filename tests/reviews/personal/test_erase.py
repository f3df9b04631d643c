import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client

from reviews.models import Assignment, Erasure, Review
from reviews.personal import erasing, services
from reviews.personal.scrubbing import Person
from submissions import clock
from submissions.models import Author, Letter, Membership, Paper, User, Workshop
from submissions.workshops.services import add_member
from tests.blindness.story.releasing import release
from tests.blindness.story.telling import build
from tests.blindness.world import NOON, Phase, World, standing_still
from tests.factories import ReviewFactory, UserFactory
from tests.papers import complete_paper
from tests.personas import Persona
from tests.reviews.personal.test_my_data import proved_again
from tests.workers import do_jobs

pytestmark = pytest.mark.django_db
LATER = timedelta(days=400)


def tables_with(*words: str) -> set[str]:
    """Every table of the database in which one of these words stands, read as it lies there."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a table's own name
            text = "\n".join(map(str, cursor.fetchall())).casefold()
            if any(word.casefold() in text for word in words):
                found.add(table.removeprefix("submissions_").removeprefix("reviews_"))
    return found


def erase(user: User) -> None:
    erasing.ask(user=user)
    do_jobs()


def words_of(world: World, person: str) -> tuple[str, str]:
    return world.people[person].name, world.people[person].email


def zip_of(world: World, person: str) -> dict[str, str]:
    copy = services.ask(user=world.people[person])
    do_jobs()
    copy.refresh_from_db()
    with copy.file.open() as file, zipfile.ZipFile(BytesIO(file.read())) as archive:
        return {
            name: archive.read(name).decode(errors="replace") if name.endswith("json") else ""
            for name in archive.namelist()
        }


def test_what_is_mine_is_given_and_then_nothing_is_left_but_what_has_to_stay() -> None:
    """Ravi handed reviews in. Of Amara's papers Main is accepted, so the name is public record; Second was rejected."""
    world = build(Phase.DECIDED)
    with standing_still(Phase.DECIDED):
        gives_all_that_is_mine(world)
    with standing_still(Phase.RELEASED):
        release(world)
        of_reviewer(world)
        of_author(world)
    with clock.replaying(NOON[Phase.RELEASED] + LATER):
        after_the_workshop(world)


def gives_all_that_is_mine(world: World) -> None:
    """And nothing that only others may know."""
    of_author, of_reviewer = zip_of(world, "amara"), zip_of(world, "ravi")
    papers = json.loads(of_author["papers.json"])
    assert {paper["title"] for paper in papers} == {world.papers[key].title for key in ("main", "second")}
    assert len([name for name in of_author if name.endswith(".pdf")]) == 2
    hidden = [world.people[name].name for name in ("ravi", "sven", "tomas", "elke", "ottilie")]
    hidden += ["likes how main begins", "between us", "well done", "We share a grant"]
    text = "".join(of_author.values())
    assert not [word for word in hidden if word in text]
    mine = "".join(of_reviewer.values())
    assert "ravi likes how main begins" in mine
    assert "To committee about main." in mine
    assert "Thank you for reading main." in text
    assert '"name": "A script"' in text
    assert not [word for word in ("Amara", "Bastien", "sven misses", "To sven") if word in mine]


def of_reviewer(world: World) -> None:
    words = words_of(world, "ravi")
    reviews = Review.objects.filter(assignment__reviewer=world.people["ravi"])
    before = list(reviews.values_list("pk", "answers", "overall"))
    assert len(tables_with(*words)) > 3
    erase(world.people["ravi"])
    assert tables_with(*words) == set()
    assert list(reviews.values_list("pk", "answers", "overall")) == before
    assert reviews[0].assignment.reviewer.name.startswith("Former participant")
    assert Erasure.objects.get().done_at


def of_author(world: World) -> None:
    """What others have stays, without the name."""
    to_bastien = Letter.objects.filter(to=world.people["bastien"].email).order_by("pk")
    body, amara = to_bastien[0].body, world.people["amara"]
    erase(amara)
    assert tables_with(*words_of(world, "amara")) == {"author", "attendance", "authorlink"}
    assert not Erasure.objects.get(user=amara).done_at
    mark = User.objects.get(pk=amara.pk).email.partition("@")[0]
    assert to_bastien[0].body == Person({amara.name}, set(), set(), mark).out_of(body)
    assert tables_with(*words_of(world, "bastien"))


def after_the_workshop(world: World) -> None:
    assert erasing.finish() == 1
    do_jobs()
    assert erasing.finish() == 0
    name, address = words_of(world, "amara")
    assert tables_with(address) == set()
    assert tables_with(name) == {"author"}
    lines = Author.objects.filter(user=world.people["amara"]).order_by("paper__number")
    assert [line.name.startswith("Former participant") for line in lines] == [False, True]
    assert not Letter.objects.filter(to__endswith=Person.DOMAIN).exclude(body__startswith="Erased").exists()


def test_seats_without_a_review_are_free_again(paper: Paper, reviewer: Persona) -> None:
    row = Assignment.objects.get(reviewer=reviewer.user)
    ReviewFactory.create(assignment=row, submitted_at=None, draft={"strengths": "So far"})
    erase(reviewer.user)
    row.refresh_from_db()
    assert row.state == Assignment.State.REMOVED
    assert not Review.objects.exists()


def test_a_paper_that_nobody_else_began_goes_with_its_files(
    author: Persona, workshop: Workshop, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    paper = complete_paper(workshop, author.user)
    Paper.objects.filter(pk=paper.pk).update(state=Paper.State.DRAFT, submitted_at=None)
    assert paper.current
    name = paper.current.file.name
    with django_capture_on_commit_callbacks(execute=True):
        erase(author.user)
    assert not Paper.objects.filter(pk=paper.pk).exists()
    assert name
    assert not default_storage.exists(name)


def page(user: User, **typed: str) -> Iterator[int]:
    client = proved_again(user)
    yield client.post("/accounts/erase/", typed).status_code
    yield client.get("/accounts/").status_code


def test_the_page_wants_the_address_and_signs_out(author: Persona) -> None:
    assert list(page(author.user, sure="yes")) == [422, 200]
    assert not Erasure.objects.exists()
    assert list(page(author.user, sure=author.user.email.upper())) == [302, 302]
    do_jobs()
    again = Client().post("/accounts/login/", {"login": author.user.email, "password": "fedgenai-demo"})
    assert again.status_code in {200, 422}


def test_it_asks_for_the_password_again(author: Persona) -> None:
    assert author.get("/accounts/erase/").headers["Location"].startswith("/accounts/reauthenticate/")


def test_the_only_organizer_and_the_only_author_have_something_to_settle_first(
    workshop: Workshop, organizer: Persona, author: Persona
) -> None:
    complete_paper(workshop, author.user)
    for person, words in ((organizer, "only organizer"), (author, "no other author")):
        assert words in proved_again(person.user).get("/accounts/erase/").text
        with pytest.raises(erasing.CannotEraseError):
            erasing.ask(user=person.user)
    add_member(workshop=workshop, user=UserFactory.create(), role=Membership.Role.ORGANIZER)
    erase(organizer.user)
    assert Erasure.objects.count() == 1
