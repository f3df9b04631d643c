import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from reviews.models import Intake, IntakeFile, Invitation
from submissions.models import Job, Letter, Paper, User, Workshop
from tests.personas import Persona
from tests.reviews.intake.synthetic import bundle
from tests.reviews.intake.working import brought_in, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(workshop: Workshop) -> str:
    return f"/{workshop.slug}/desk/intake/"


def upload(client: Client, page: str, data: bytes, name: str = "bundle.zip", **fields: str) -> str:
    """The address of what is shown."""
    answer = client.post(page, {"bundle": SimpleUploadedFile(name, data), **fields})
    assert answer.status_code == 302
    read(Intake.objects.get(state="reading"))
    return answer.headers["Location"]


def test_files_are_shown_and_nothing_is_done_until_somebody_says_so(organizer: Persona, page: str) -> None:
    there = upload(organizer, page, bundle(6).packed())
    text = organizer.get(there).text
    assert "This is what would happen" in text
    assert "On invented matters &amp; others, part 1" in text
    assert "from -3 to 3" in text
    assert not Paper.objects.exists()
    organizer.post(there, {"do": "apply"})
    assert "being brought in" in organizer.get(there).text
    Intake.objects.update(state="shown")
    Job.objects.filter(kind="solve.intake").delete()
    brought_in(Intake.objects.get())
    assert "It is here" in organizer.get(there).text
    assert not IntakeFile.objects.exists()
    assert "In and out" in organizer.get(page).text


def test_rows_that_cannot_be_read_keep_everything_out_until_they_are_left_out(
    organizer: Persona, page: str
) -> None:
    made = bundle(6)
    made.tables["author.csv"][0][3] = "not an address"
    there = upload(organizer, page, made.packed())
    assert "author.csv, row 2" in organizer.get(there).text
    assert organizer.post(there, {"do": "apply"}).status_code == 422
    assert Intake.objects.get().state == "shown"
    assert organizer.post(there, {"do": "apply", "leave_out": "1"}).status_code == 302
    assert Intake.objects.get().state == "queued"
    Intake.objects.update(state="shown")
    Job.objects.filter(kind="solve.intake").delete()
    brought_in(Intake.objects.get())
    text = organizer.get(there).text
    assert "but for what was skipped" in text
    assert "What could not be read" in text


def test_files_can_be_thrown_away_and_only_once(organizer: Persona, page: str) -> None:
    there = upload(organizer, page, bundle(6).packed())
    assert organizer.post(there, {"do": "drop"}).headers["Location"] == page
    assert "thrown away" in organizer.get(there).text
    assert "nothing was done now" in organizer.post(there, {"do": "apply"}, follow=True).text


def test_a_list_of_people_can_be_pasted(organizer: Persona, page: str, workshop: Workshop) -> None:
    answer = organizer.post(
        page, {"lines": "Ida Twice <ida@a.example>, Lab\nIda Twice <ida@b.example>\nida@a.example\n?"}
    )
    assert "being read" in organizer.get(answer.headers["Location"]).text
    read(Intake.objects.get())
    text = organizer.get(answer.headers["Location"]).text
    assert "under two addresses" in text
    assert "comes in once" in text
    assert "has no address" in text
    brought_in(Intake.objects.get())
    assert sorted(Invitation.objects.values_list("email", flat=True)) == ["ida@a.example", "ida@b.example"]


@pytest.mark.parametrize("fields", [{}, {"lines": " "}])
def test_nothing_to_bring_in_is_said(organizer: Persona, page: str, fields: dict[str, str]) -> None:
    answer = organizer.post(page, fields)
    assert answer.status_code == 422
    assert "Choose a file, or paste a list of people." in answer.text


@pytest.mark.parametrize("name", ["bundle.zip", "bundle.xlsx", "x.csv", "x.exe"])
def test_what_is_no_table_is_answered_with_a_sentence(organizer: Persona, page: str, name: str) -> None:
    text = organizer.get(upload(organizer, page, b"\x00\x01 nonsense \xff" * 40, name)).text
    assert "1 thing cannot be read" in text
    assert "Bring it in</button>" not in text


def test_it_is_for_whoever_brought_the_files(
    organizer: Persona, organizer_author: Persona, author: Persona, page: str
) -> None:
    there = upload(organizer, page, bundle(6).packed())
    assert organizer_author.get(there).status_code == 404
    assert author.get(page).status_code == 404
    assert there not in organizer_author.get(page).text


def test_the_command_shows_and_with_apply_does(
    workshop: Workshop, organizer: Persona, tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    from pathlib import Path

    source = Path(str(tmp_path)) / "all.zip"
    source.write_bytes(bundle(6, with_pdfs=1).packed())
    who = organizer.user.email
    call_command("intake", workshop.slug, str(source), "--organizer", who)
    assert "Papers: 6 new" in capsys.readouterr().out
    assert not Paper.objects.exists()
    call_command("intake", workshop.slug, str(source), "--organizer", who, "--apply")
    assert Paper.objects.count() == 6


class TestLinks:
    @pytest.fixture
    def links(self, organizer: Persona, page: str) -> str:
        upload(organizer, page, bundle(6).packed())
        brought_in(Intake.objects.get())
        return f"{page}links/"

    def token(self, email: str) -> str:
        letter = Letter.objects.filter(to=email, kind="claim")[0]
        return next(line for line in letter.body.splitlines() if "/invitations/papers/" in line).split(
            "//", 1
        )[1]

    def path(self, email: str) -> str:
        return "/" + self.token(email).split("/", 1)[1]

    def test_each_author_gets_one_letter_a_paper_and_once(self, organizer: Persona, links: str) -> None:
        assert "13 letters wait" in organizer.get(links).text
        organizer.post(links)
        assert Letter.objects.filter(kind="claim").count() == 13
        organizer.post(links)
        assert Letter.objects.filter(kind="claim").count() == 13

    def test_the_link_makes_the_paper_its_authors(self, organizer: Persona, links: str) -> None:
        organizer.post(links)
        path, visitor = self.path("second3@lab3.example"), Client()
        assert "Your papers have moved here" in visitor.get(path).text
        assert not User.objects.filter(email="second3@lab3.example").exists()
        assert "On invented matters" in visitor.post(path, follow=True).text
        assert "On invented matters" in visitor.get(path, follow=True).text
        assert Paper.objects.get(number=3).authors.get(position=2).user == User.objects.get(
            email="second3@lab3.example"
        )

    def test_an_account_that_was_used_is_not_handed_over_by_a_link(
        self, organizer: Persona, links: str
    ) -> None:
        """Somebody may have signed up with an author's address without owning it."""
        User.objects.create_user("second3@lab3.example", "a password of somebody else")
        organizer.post(links)
        visitor, path = Client(), self.path("second3@lab3.example")
        assert visitor.post(path).status_code == 403
        assert "Sign in by mailed code" in visitor.get(path).text
        assert Paper.objects.get(number=3).authors.get(position=2).user is None

    def test_an_imported_reviewer_signs_in_by_mailed_code(self, links: str) -> None:
        visitor = Client()
        visitor.post("/accounts/login/code/", {"email": "member1@college1.example"})
        from django.core import mail

        assert any("member1@college1.example" in message.to for message in mail.outbox)
