import pytest
from django.core.management import CommandError, call_command

from submissions.models import Membership, Workshop

ARGUMENTS = ["my-workshop", "--name", "Mine'27", "--due", "2099-05-09", "--organizer", "Olga@lake.example"]


@pytest.mark.django_db
def test_it_makes_a_workshop_with_its_first_organizer(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("create_workshop", *ARGUMENTS)

    workshop = Workshop.objects.get()
    assert (workshop.slug, workshop.name) == ("my-workshop", "Mine'27")
    assert workshop.calls.get().due_at.isoformat() == "2099-05-10T11:59:00+00:00"
    assert [row.user.email for row in Membership.objects.filter(role="organizer")] == ["olga@lake.example"]
    assert "papers are due 09 May 2099" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["accounts", "No Slug", "demo"])
def test_it_refuses_a_bad_slug_in_words_and_makes_nothing(slug: str) -> None:
    with pytest.raises(CommandError):
        call_command("create_workshop", slug, *ARGUMENTS[1:])

    assert not Workshop.objects.exists()


@pytest.mark.django_db
def test_it_refuses_what_is_no_address() -> None:
    with pytest.raises(CommandError, match="valid email"):
        call_command("create_workshop", *ARGUMENTS[:-1], "nobody")
