import csv
import io
import json
import zipfile
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from reviews.models import Assignment, Bid, Decision, Final, Invitation
from reviews.programme import services as programme
from reviews.reviewing.selectors import reviews_of
from reviews.takeaway.catalogue import EXPORTERS
from reviews.takeaway.proceedings import listed, sessions
from reviews.takeaway.sight import Sight
from submissions import clock
from submissions.models import Author, Paper, Topic, Workshop
from submissions.workshops.examples.fedgenai_ijcai_25 import FEDGENAI
from tests.factories import (
    DecisionFactory,
    ReleaseFactory,
    ReviewFactory,
    UserFactory,
    WorkshopFactory,
    answered,
)
from tests.papers import complete_paper
from tests.personas import Persona
from tests.reviews.intake.working import brought_in, shown

pytestmark = pytest.mark.django_db


def fetched(client: Persona, workshop: Workshop, name: str) -> bytes:
    answer = client.get(f"/{workshop.slug}/desk/takeaway/{name}")
    assert answer.status_code == 200
    return answer.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.fixture
def released(workshop: Workshop, paper: Paper, own_paper: Paper, reviewer: Persona) -> Paper:
    """`paper` is a talk and has a review, that of `organizer_author` a poster."""
    ReviewFactory.create(
        assignment=paper.assignments.get(), answers=answered(strengths="=1+1", to_organizers="A friend.")
    )
    for each, outcome in ((paper, "talk"), (own_paper, "poster")):
        DecisionFactory.create(
            paper=each, outcome=outcome, state="released", released_at=clock.now(), note="Good."
        )
    ReleaseFactory.create(workshop=workshop)
    return paper


ALL = [f"{each.what}.{each.form}" for each in EXPORTERS]


def test_everything_on_the_page_can_be_fetched_and_the_command_writes_it_too(
    organizer: Persona, workshop: Workshop, released: Paper, tmp_path: Path
) -> None:
    page = organizer.get(f"/{workshop.slug}/desk/takeaway/").text
    for name in ALL:
        assert f"/{workshop.slug}/desk/takeaway/{name}" in page
        what, _, form = name.partition(".")
        target = tmp_path / name
        call_command("export", workshop.slug, what, "--format", form, "-o", str(target))
        written = target.read_bytes()
        assert len(written) > 40
        if form not in {"zip", "xlsx"}:
            assert written == fetched(organizer, workshop, name), name


def test_it_is_for_organizers(
    workshop: Workshop, released: Paper, author: Persona, reviewer: Persona, outsider: Persona
) -> None:
    for who in (author, reviewer, outsider):
        for name in ["", *ALL[::3]]:
            assert who.get(f"/{workshop.slug}/desk/takeaway/{name}").status_code == 404


def test_before_release_proceedings_are_not_there(
    organizer: Persona, workshop: Workshop, paper: Paper
) -> None:
    assert "once decisions are out" in organizer.get(f"/{workshop.slug}/desk/takeaway/").text
    assert organizer.get(f"/{workshop.slug}/desk/takeaway/ceur.zip").status_code == 404
    assert fetched(organizer, workshop, "scores.csv")
    assert organizer.get(f"/{workshop.slug}/desk/takeaway/scores.exe").status_code == 404
    with pytest.raises(CommandError, match="not released"):
        call_command("export", workshop.slug, "acl")
    with pytest.raises(CommandError, match="comes as"):
        call_command("export", workshop.slug, "scores", "--format", "zip")


def test_what_is_withheld_is_left_out_and_counted(
    organizer_in_conflict: Persona, workshop: Workshop, released: Paper
) -> None:
    client = organizer_in_conflict
    assert f"#{released.number}" in client.get(f"/{workshop.slug}/desk/takeaway/").text
    bundle = unzipped(fetched(client, workshop, "easychair.zip"))
    assert [row["#"] for row in rows(bundle["submission.csv"])] == ["2"]
    assert rows(bundle["review.csv"]) == []
    assert f"#{released.number}" in bundle["README.txt"].decode()
    assert json.loads(fetched(client, workshop, "reviews.json"))["withheld"] == 1
    names = [name for name in unzipped(fetched(client, workshop, "pdfs.zip")) if name.endswith(".pdf")]
    assert [name[:3] for name in names] == ["02_"]
    ceur = unzipped(fetched(client, workshop, "ceur.zip"))["index.html"].decode()
    assert released.title in ceur


class Classes(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name == "class"]

    def handle_comment(self, data: str) -> None:
        self.found.append(data.partition("=")[0].strip())


def test_the_ceur_index_has_its_classes_once_a_thing(
    organizer: Persona, workshop: Workshop, released: Paper
) -> None:
    volume = unzipped(fetched(organizer, workshop, "ceur.zip"))
    found = Classes(volume["index.html"].decode()).found
    once = (
        *("CEURVERSION", "CEURLANG", "CEURVOLNR", "CEURURN", "CEURPUBYEAR", "CEURPUBDATE", "CEURVOLACRONYM"),
        *("CEURVOLTITLE", "CEURFULLTITLE", "CEURCOLOCATED", "CEURLOCTIME", "CEURTOC"),
    )
    assert {name: found.count(name) for name in once} == dict.fromkeys(once, 1)
    counts = {"CEURTITLE": 2, "CEURAUTHOR": 3, "CEURSESSION": 2, "CEURPAGES": 2}
    assert {name: found.count(name) for name in counts} == counts
    assert found.count("CEURVOLEDITOR") == len(FEDGENAI.organizers)
    assert "01_OkonkwoLind_PruningPromptsAcrossHospitals.pdf" in volume
    assert "for want of a final version: #1, #2." in volume["README.txt"].decode()


def test_pages_run_through_the_volume_up_to_the_first_that_nobody_counted(
    organizer: Persona, workshop: Workshop, released: Paper
) -> None:
    for number in (3, 4):
        more = complete_paper(workshop, UserFactory.create())
        DecisionFactory.create(paper=more, outcome="talk", state="released", released_at=clock.now())
        assert more.number == number
    for paper in Paper.objects.filter(number__in=(1, 3)):
        Final.objects.create(
            paper=paper,
            number=1,
            file="x.pdf",
            size=1,
            uploaded_by=paper.creator,
            report={"pages": 4},
            errors=0,
        )
    (_, talks), (_, posters) = sessions(workshop, listed(Sight(workshop)))
    assert [each.pages for each in talks] == ["1-4", "5-8", ""]
    assert [each.pages for each in posters] == [""]


def test_a_volume_has_the_sessions_of_a_programme_in_which_every_paper_has_its_place(
    workshop: Workshop, released: Paper, organizer: Persona
) -> None:
    at = clock.now()
    end = at + timedelta(hours=1)
    for number, title in ((2, "Morning"), (1, "Evening")):
        made = programme.save_session(
            workshop=workshop, by=organizer.user, title=title, starts_at=at, ends_at=end
        )
        programme.place(session=made, numbers=[number], minutes=20, by=organizer.user)
        names = [name for name, _ in sessions(workshop, listed(Sight(workshop)))]
        assert names == (["Talks", "Posters"] if number == 2 else ["Morning", "Evening"])


ACL_FIELDS = {"id", "title", "authors", "file", "abstract", "decision", "archival", "attributes"}
ACL_DETAILS = {
    *("book_title", "event_name", "cover_subtitle", "anthology_venue_id", "start_date", "end_date", "isbn"),
    *("location", "editors", "publisher", "volume_name"),
}


def test_acls_files_hold_the_fields_that_its_tools_read(
    organizer: Persona, workshop: Workshop, released: Paper
) -> None:
    bundle = unzipped(fetched(organizer, workshop, "acl.zip"))
    papers = yaml.safe_load(bundle["papers.yml"])
    assert all(set(paper) == ACL_FIELDS for paper in papers)
    assert papers[0]["authors"][0]["first_name"] == "Amara"
    assert papers[0]["authors"][0]["last_name"] == "Okonkwo-Lind"
    assert f"papers/{papers[0]['file']}" in bundle
    assert set(yaml.safe_load(bundle["conference_details.yml"])) == ACL_DETAILS


def test_no_cell_is_a_formula(organizer: Persona, workshop: Workshop, released: Paper) -> None:
    (row,) = rows(fetched(organizer, workshop, "reviews.csv"))
    assert row["Strengths"] == "'=1+1"
    assert row["reviewer"] == "Ravi Tessaro"


def test_our_bundle_brought_into_an_empty_workshop_is_the_same_workshop(
    organizer: Persona, workshop: Workshop, released: Paper, reviewer: Persona
) -> None:
    """Papers, authors, committee, reviews, scores, bids and decisions."""
    Author.objects.filter(position=1).update(rights="contact")
    topic = Topic.objects.filter(area__workshop=workshop)[0]
    released.topics.add(topic)
    Paper.objects.filter(pk=released.pk).update(other_topic="-2 degrees", title='Cells, "quotes" & a < b')
    Invitation.objects.create(
        workshop=workshop, email=reviewer.user.email, user=reviewer.user, name="Ravi Tessaro",
        state="accepted", answered_at=clock.now(),
    ).topics.add(topic)  # fmt: skip
    Bid.objects.create(paper=released, reviewer=reviewer.user, level=5)
    data = fetched(organizer, workshop, "easychair.zip")
    empty = WorkshopFactory.create()
    call = workshop.calls.get()
    kinds = [(kind.slug, kind.name) for kind in call.kinds.all()]
    call.pk, call.workshop = None, empty
    call.save()
    for slug, name in kinds:
        call.kinds.create(slug=slug, name=name)
    empty.memberships.create(user=organizer.user, role="organizer")
    intake = brought_in(shown(empty, organizer.user, all__zip=data))
    assert (intake.state, intake.problem) == ("done", "")
    assert told(empty) == told(workshop)


def told(workshop: Workshop) -> object:
    papers = Paper.objects.filter(workshop=workshop)
    seats = Assignment.objects.filter(paper__in=papers, state="active")
    decided = Decision.objects.filter(paper__in=papers)
    return {
        "papers": [
            (p.number, p.title, p.abstract, p.state, p.kind and p.kind.name, p.other_topic, p.submitted_at and p.submitted_at.replace(microsecond=0))
            for p in papers.order_by("number")
        ],
        "topics": sorted(papers.values_list("number", "topics__name")),
        "authors": sorted(papers.values_list("number", "authors__position", "authors__name", "authors__email", "authors__affiliation", "authors__country", "authors__rights")),
        "seats": sorted(seats.values_list("paper__number", "reviewer__email")),
        "committee": sorted(Invitation.objects.filter(workshop=workshop).values_list("email", "name", "state", "topics__name")),
        "reviews": [
            (papers.get(pk=pk).number, each.reviewer_name, dict(each.said), each.submitted_at.replace(microsecond=0))
            for pk, found in reviews_of(papers).items()
            for each in found
        ],
        "bids": sorted(Bid.objects.filter(paper__in=papers).values_list("paper__number", "level")),
        "decisions": sorted(decided.values_list("paper__number", "outcome", "note", "state")),
    }  # fmt: skip


def test_queries_do_not_grow(
    organizer: Persona, workshop: Workshop, released: Paper, django_assert_max_num_queries: object
) -> None:
    for _ in range(4):
        more = complete_paper(workshop, UserFactory.create(), UserFactory.create())
        DecisionFactory.create(paper=more, outcome="talk", state="released", released_at=clock.now())
    for name in ALL:
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            fetched(organizer, workshop, name)
