"""What each person's token is told, and the one way in which it is refused."""

import pytest
from django.core.cache import cache
from django.test import Client

from reviews.api import wire
from reviews.models import Assignment
from submissions import clock
from submissions.models import Membership, Paper, Workshop
from tests.factories import DecisionFactory, ReleaseFactory, ReviewFactory, UserFactory, answered
from tests.papers import complete_paper
from tests.personas import Persona
from tests.reviews.api.asking import Program

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(workshop: Workshop) -> str:
    return f"workshops/{workshop.slug}"


@pytest.fixture
def reviewed(paper: Paper, reviewer: Persona) -> Assignment:
    """`paper` has a review; its decision is ready and not out."""
    seat: Assignment = paper.assignments.get()
    said = answered(strengths="A clear idea.", to_organizers="A friend wrote it.")
    ReviewFactory.create(assignment=seat, answers=said)
    DecisionFactory.create(paper=paper, outcome="talk", state="ready", note="Come!", aside="Just.")
    return seat


@pytest.fixture
def released(reviewed: Assignment, paper: Paper, workshop: Workshop) -> Assignment:
    paper.decisions.update(state="released", released_at=clock.now())
    ReleaseFactory.create(workshop=workshop)
    return reviewed


class TestSight:
    def test_an_author_gets_the_own_paper_with_its_file(self, at: str, paper: Paper, author: Persona) -> None:
        program = Program(author.user)
        (row,) = program.ask(f"{at}/papers")["rows"]
        detail = program.ask(f"{at}/papers/{paper.ref}")
        (file,) = [each for each in detail["files"] if each["kind"] == "original"]
        download = program.client.get(file["url"])

        assert (row["ref"], row["seen_as"], row["title"]) == (paper.ref, "author", paper.title)
        assert download.getvalue().startswith(b"%PDF")
        assert "attachment" in download["Content-Disposition"]
        assert [each["position"] for each in program.ask(f"{at}/authors?paper={paper.ref}")["rows"]] == [1, 2]

    def test_an_author_learns_reviews_and_outcome_with_the_release_and_never_who_wrote_them(
        self, at: str, reviewed: Assignment, author: Persona, workshop: Workshop
    ) -> None:
        program = Program(author.user)
        before = [program.ask(f"{at}/{what}")["rows"] for what in ("reviews", "decisions")]
        reviewed.paper.decisions.update(state="released", released_at=clock.now())
        (review,) = program.ask(f"{at}/reviews")["rows"]
        (decision,) = program.ask(f"{at}/decisions")["rows"]

        assert before == [[], []]
        assert (review["seen_as"], review["reviewer"], review["submitted_at"]) == ("author", None, None)
        assert "A clear idea." in str(review)
        assert "A friend" not in str(review)
        assert (decision["outcome"], decision["note"], decision["aside"]) == ("talk", "Come!", None)

    def test_a_reviewer_gets_the_paper_without_its_authors_under_a_ref_of_its_own(
        self, at: str, released: Assignment, reviewer: Persona, author: Persona
    ) -> None:
        program = Program(reviewer.user)
        (row,) = program.ask(f"{at}/reviewing")["rows"]
        one = program.ask(f"{at}/reviewing/{released.ref}")
        (own,) = program.ask(f"{at}/reviews?paper={released.ref}")["rows"]
        (fate,) = program.ask(f"{at}/decisions")["rows"]

        assert row == one
        assert row["ref"] == own["paper"] == fate["paper"] == released.ref
        assert "A friend wrote it." in str(own)
        assert (fate["outcome"], fate["note"]) == ("talk", None)
        assert author.user.name not in str([row, own, fate])
        assert program.client.get(row["file"]).getvalue().startswith(b"%PDF")
        for empty in ("papers", "authors"):
            assert program.ask(f"{at}/{empty}")["rows"] == []

    def test_a_handler_gets_what_stands_with_names(
        self, at: str, reviewed: Assignment, organizer: Persona, reviewer: Persona
    ) -> None:
        program = Program(organizer.user)
        (review,) = program.ask(f"{at}/reviews")["rows"]
        (decision,) = program.ask(f"{at}/decisions")["rows"]
        kinds = {each["kind"] for each in program.ask(f"{at}/papers/{reviewed.paper.ref}")["files"]}

        assert review["reviewer"] == reviewer.user.name
        assert "A friend wrote it." in str(review)
        assert (decision["state"], decision["aside"]) == ("ready", "Just.")
        assert kinds == {"original", "blind"}

    @pytest.mark.parametrize("who", ["organizer_in_conflict", "outsider", "reviewer_elsewhere"])
    def test_whoever_is_blind_on_the_pages_is_blind_here(
        self, at: str, reviewed: Assignment, who: str, request: pytest.FixtureRequest
    ) -> None:
        program = Program(request.getfixturevalue(who).user)
        paper = reviewed.paper

        lists = [
            program.ask(f"{at}/{what}")["rows"] for what in ("papers", "authors", "reviews", "decisions")
        ]
        assert lists == [[], [], [], []]
        for path in (f"papers/{paper.ref}", f"reviewing/{reviewed.ref}"):
            assert program.refused(f"{at}/{path}") == program.refused(f"{at}/papers/zzzzzzzzzzzzzzzz")
        expected = [paper.number] if who == "organizer_in_conflict" else []
        assert program.ask(at)["withheld"] == expected

    def test_a_file_is_not_found_under_another_paper(
        self, at: str, paper: Paper, own_paper: Paper, author: Persona
    ) -> None:
        foreign = own_paper.versions.get().ref

        assert Program(author.user).refused(f"{at}/papers/{paper.ref}/files/original/{foreign}")[0] == 404

    def test_what_is_public_is_there_once_decisions_are_out(
        self, at: str, reviewed: Assignment, outsider: Persona, workshop: Workshop
    ) -> None:
        program = Program(outsider.user, [])
        before = [program.refused(f"{at}/{what}")[0] for what in ("accepted", "programme")]
        reviewed.paper.decisions.update(state="released", released_at=clock.now())
        ReleaseFactory.create(workshop=workshop)

        assert before == [404, 404]
        assert [row["title"] for row in program.ask(f"{at}/accepted")["rows"]] == [reviewed.paper.title]
        assert workshop.slug in {row["slug"] for row in program.ask("workshops")["rows"]}


class TestRefusals:
    def test_a_session_opens_nothing(self, author: Persona) -> None:
        answer = author.get("/api/v1/me")

        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
        assert "Authorization: Bearer" in answer.json()["detail"]

    def test_a_token_opens_no_page_and_changes_nothing(self, at: str, author: Persona, paper: Paper) -> None:
        client = Program(author.user).client

        assert client.get("/accounts/tokens/")["Location"].startswith("/accounts/login/")
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            answer = client.generic(method, f"/api/v1/{at}/papers")
            assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")

    @pytest.mark.parametrize("scope", ["papers", "files", "reviews", "decisions"])
    def test_a_token_reads_its_scopes_alone(
        self, at: str, paper: Paper, organizer: Persona, scope: str
    ) -> None:
        version = paper.versions.get().ref
        paths = {
            "papers": f"{at}/papers",
            "files": f"{at}/papers/{paper.ref}/files/original/{version}",
            "reviews": f"{at}/reviews",
            "decisions": f"{at}/decisions",
        }
        client = Program(organizer.user, [scope]).client
        answers = {name: client.get(f"/api/v1/{path}") for name, path in paths.items()}

        assert all(answer.getvalue() for answer in answers.values())
        assert [name for name, answer in answers.items() if answer.status_code == 200] == [scope]
        assert {answer.status_code for answer in answers.values()} == {200, 403}

    def test_too_many_requests_are_told_when_to_come_back(
        self, author: Persona, outsider: Persona, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cache.clear()
        monkeypatch.setattr(wire, "PER_MINUTE", 2)
        eager, patient = Program(author.user), Program(outsider.user)
        answers = [eager.client.get("/api/v1/me") for _ in range(3)]

        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[-1]["Retry-After"] == "60"
        assert patient.client.get("/api/v1/me").status_code == 200

    @pytest.mark.parametrize("wrong", ["page=0", "page=x", "page=99999999", "pages=2", "paper=" + "x" * 17])
    def test_a_question_that_does_not_fit_is_told_what_is_wrong(
        self, at: str, author: Persona, wrong: str
    ) -> None:
        status, words = Program(author.user).refused(f"{at}/reviews?{wrong}")

        assert status == 422
        assert wrong.partition("=")[0] in words

    def test_an_address_that_is_none_is_a_problem_too(self, author: Persona) -> None:
        assert Program(author.user).refused("made/up")[0] == 404

    def test_a_visitor_is_asked_for_a_token_whatever_the_address(self, visitor: Client) -> None:
        assert {visitor.get(f"/api/v1/{path}").status_code for path in ("me", "workshops", "made/up")} == {
            401
        }


class TestLists:
    def test_a_long_list_comes_in_pages_at_the_same_cost(
        self, at: str, workshop: Workshop, organizer: Persona, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for title in ("One", "Two", "Three", "Four", "Five"):
            complete_paper(workshop, UserFactory.create(), title=title)
        monkeypatch.setattr("submissions.web.PER_PAGE", 2)
        program = Program(organizer.user)
        first = program.ask(f"{at}/papers")
        titles, path = [row["title"] for row in first["rows"]], first["next"]
        while path:
            page = program.ask(path.removeprefix("/api/v1/"))
            titles, path = titles + [row["title"] for row in page["rows"]], page["next"]

        assert titles == ["One", "Two", "Three", "Four", "Five"]

    def test_what_has_not_changed_is_not_sent_again(
        self, at: str, paper: Paper, organizer: Persona, author: Persona
    ) -> None:
        client = Program(organizer.user).client
        tag = client.get(f"/api/v1/{at}/papers")["ETag"]
        same = client.get(f"/api/v1/{at}/papers", headers={"If-None-Match": tag})
        Paper.objects.filter(pk=paper.pk).update(title="Another Title")
        changed = client.get(f"/api/v1/{at}/papers", headers={"If-None-Match": tag})

        assert (same.status_code, same.content) == (304, b"")
        assert changed.status_code == 200
        assert changed["Cache-Control"] == "private, no-cache"
        assert "Authorization" in changed["Vary"]


def test_roles_are_told(at: str, workshop: Workshop, organizer: Persona) -> None:
    assert Program(organizer.user).ask(at)["roles"] == [Membership.Role.ORGANIZER]
