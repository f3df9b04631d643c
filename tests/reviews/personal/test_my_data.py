import json
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from reviews.models import Copy, Decision
from reviews.personal import gathering, services
from submissions import clock
from submissions.models import User, Workshop
from tests.factories import PASSWORD, DecisionFactory
from tests.papers import reviewed_paper
from tests.personas import Persona, signed_in
from tests.workers import do_jobs

pytestmark = pytest.mark.django_db


def proved_again(user: User) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def test_released_reviews_are_in_it_without_their_reviewers(
    workshop: Workshop, author: Persona, organizer: Persona, reviewer_elsewhere: Persona
) -> None:
    paper = reviewed_paper(workshop, author.user, reviewers=[reviewer_elsewhere.user])
    decided = DecisionFactory.create(paper=paper, by=organizer.user, note="Well done.", state="ready")
    assert "It is short." not in text_of(author)
    Decision.objects.filter(pk=decided.pk).update(state="released", released_at=clock.now())
    text = text_of(author)
    assert '"Weaknesses": "It is short."' in text
    assert "Well done." in text
    assert reviewer_elsewhere.user.name not in text


def text_of(person: Persona) -> str:
    return json.dumps(gathering.sections(person.user), default=str)


def test_it_is_given_once(author: Persona) -> None:
    client = proved_again(author.user)
    assert client.post("/accounts/my-data/").status_code == 302
    assert "being made" in client.get("/accounts/my-data/").text
    do_jobs()
    assert "ready" in client.get("/accounts/my-data/").text
    answer = client.post("/accounts/my-data/file/")
    assert zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))).testzip() is None  # type: ignore[attr-defined]
    name = Copy.objects.get().file.name
    with clock.replaying(clock.now() + timedelta(hours=1)):
        assert client.post("/accounts/my-data/file/").status_code == 404
        assert services.forget() == 1
    assert not Copy.objects.exists()
    assert name
    default_storage.delete(name)


def test_nobody_gets_the_file_without_proving_again_who_they_are(author: Persona) -> None:
    services.ask(user=author.user)
    do_jobs()
    client = signed_in(author.user)
    assert client.post("/accounts/my-data/file/").headers["Location"].startswith("/accounts/reauthenticate/")
