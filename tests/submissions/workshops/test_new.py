"""A new workshop in one page: from each preset, or after last year's."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client, override_settings

from submissions import clock
from submissions.clock import AOE
from submissions.models import Membership, PublicOrganizer, User, Workshop
from tests.personas import Persona, persona, signed_in


@pytest.fixture
def operator(db: None) -> Persona:
    return persona("Petra Ostrowski", is_operator=True)


def day(offset: int) -> str:
    return (clock.now().astimezone(AOE).date() + timedelta(days=offset)).isoformat()


def form(**changes: object) -> dict[str, object]:
    return {
        "name": "FLAIR'27",
        "start": "acl",
        "kinds": "Original research\nDemo",
        "opens_on": day(5),
        "due_on": day(60),
        "starts_on": day(150),
        **changes,
    }


@pytest.mark.parametrize("preset", ["fedgenai-2025", "acl", "neurips", "lncs", "free"])
def test_a_workshop_is_made_from_a_preset(operator: Persona, preset: str) -> None:
    answer = operator.post("/new/", form(start=preset))

    workshop = Workshop.objects.get()
    call = workshop.calls.get()
    assert answer["Location"] == "/flair-27/desk/readiness/"
    assert (workshop.name, call.preset, workshop.is_public) == ("FLAIR'27", preset, False)
    assert [kind.name for kind in call.kinds.all()] == ["Original research", "Demo"]
    assert call.due_at.astimezone(AOE).isoformat().startswith(f"{day(60)}T23:59")
    assert (call.closes_at - call.due_at, call.opens_at > clock.now()) == (timedelta(minutes=30), True)
    assert workshop.memberships.get().role == Membership.Role.ORGANIZER
    assert workshop.enquiries == operator.user.email
    assert operator.get("/flair-27/").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"due_on": day(1)}, "due_on"),
        ({"starts_on": day(20)}, "starts_on"),
        ({"ends_on": day(140)}, "ends_on"),
        ({"slug": "demo"}, "__all__"),
        ({"name": ""}, "name"),
        ({"kinds": ""}, "kinds"),
        ({"start": "like:nothing"}, "start"),
    ],
)
def test_what_will_not_do_is_said_and_nothing_is_made(
    operator: Persona, wrong: dict[str, object], field: str
) -> None:
    answer = operator.post("/new/", form(**wrong))

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Workshop.objects.exists()


def test_an_address_that_is_taken_is_refused(operator: Persona, workshop: Workshop) -> None:
    assert "is taken" in operator.post("/new/", form(slug=workshop.slug)).text


@pytest.fixture
def organized(organizer: Persona, workshop: Workshop) -> Persona:
    User.objects.filter(pk=organizer.user.pk).update(is_operator=True)
    PublicOrganizer.objects.all().delete()
    kept = default_storage.save("workshops/kept.webp", ContentFile(b"webp"))
    for name, file in {"Kept": kept, "Lost": "workshops/lost.webp"}.items():
        workshop.public_organizers.create(name=name, portrait=file, portrait_alt=name)
    workshop.questions = [{"key": "code", "words": "Code?"}]
    workshop.last_paper_number = 40
    workshop.save()
    return signed_in(User.objects.get(pk=organizer.user.pk))


def test_last_years_workshop_is_copied_without_its_people(organized: Persona, workshop: Workshop) -> None:
    answer = organized.post("/new/", form(start=f"like:{workshop.slug}", kinds=""), follow=True)

    copied = Workshop.objects.get(slug="flair-27")
    call = copied.calls.get()
    assert (copied.theme, copied.last_paper_number, copied.asked[0].key) == (workshop.theme, 0, "code")
    assert [kind.slug for kind in call.kinds.all()] == ["research", "position", "in-progress"]
    assert sum(area.topics.count() for area in copied.topic_areas.all()) == 16
    assert call.due_at.astimezone(AOE).date() == date.fromisoformat(day(60))
    assert copied.enquiries == workshop.enquiries
    assert copied.editions.filter(name=workshop.name, url=f"/{workshop.slug}/").exists()
    assert list(copied.memberships.values_list("user", flat=True)) == [organized.user.pk]
    kept, lost = copied.public_organizers.order_by("name")
    assert kept.portrait.name != workshop.public_organizers.get(name="Kept").portrait.name
    assert (lost.portrait.name, "the portrait of Lost" in answer.text) == ("", True)


@pytest.mark.parametrize(
    ("creators", "allowed"),
    [
        ("operators", {"operator"}),
        ("organizers", {"operator", "organizer"}),
        ("everybody", {"operator", "organizer", "outsider"}),
    ],
)
def test_who_may_create_is_the_operators_setting(
    request: pytest.FixtureRequest, creators: str, allowed: set[str]
) -> None:
    for who in ("operator", "organizer", "outsider"):
        client: Persona = request.getfixturevalue(who)
        with override_settings(CREATORS=creators):
            status = client.get("/new/").status_code
        assert status == (200 if who in allowed else 404), who


def test_a_visitor_signs_in_first(db: None, visitor: Client) -> None:
    assert visitor.get("/new/").status_code == 302
