"""What people do in the demo's history, one function an act, each at its time and through the rooms' services."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from fedgenai_site.demo.seed.cast import Cast
from fedgenai_site.demo.world import Person, Review
from reviews.assignment import services as assignment
from reviews.assignment.selectors import digest
from reviews.committee import services as committee
from reviews.committee.paste import Invitee
from reviews.decisions import rejecting
from reviews.expertise import services as expertise
from reviews.models import Assignment
from reviews.reviewing import services as reviewing
from reviews.reviewing.criteria import DEFAULT
from reviews.solving import services as solving
from reviews.solving import work
from reviews.solving.wish import Wish
from submissions import clock
from submissions.jobs.services import claim
from submissions.models import Call, Job, Paper, Topic, User, Workshop
from submissions.papers import services as papers
from submissions.papers.payload import AuthorRow, Payload
from submissions.papers.uploads import Upload
from submissions.refs import new_ref
from submissions.supplements import services as supplements
from submissions.workshops.questions import Question

ASKED = Question(
    "code",
    "Where is your code?",
    kind="choice",
    choices=("In the supplement", "It follows after the reviews", "There is none"),
    for_reviewers=True,
)


@dataclass(frozen=True)
class Manuscript:
    title: str
    abstract: str
    kind: str
    authors: tuple[Person, ...]
    topics: tuple[Topic, ...] = ()
    other_topic: str = ""
    llm_use: str = ""
    is_confirmed: bool = True


def begin(call: Call, text: Manuscript, *, by: User, at: datetime) -> Paper:
    """Type a paper into the form and save it."""
    with clock.replaying(at):
        paper = papers.open_draft(call=call, by=by, ref=new_ref())
    with clock.replaying(at + timedelta(minutes=11)):
        papers.save(paper=paper, payload=_payload(call, text), version=0, by=by)
    paper.refresh_from_db()
    return paper


def upload(paper: Paper, pdf: bytes, name: str, *, by: User, at: datetime) -> None:
    with _sent(pdf, name, "application/pdf") as file, clock.replaying(at):
        papers.add_version(paper=paper, upload=file, by=by, name=name)


def supplement(paper: Paper, files: Mapping[str, str], *, by: User, at: datetime) -> None:
    """Send an archive of these names and texts along."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    with _sent(packed.getvalue(), "supplement.zip", "application/zip") as file, clock.replaying(at):
        supplements.add(paper=paper, upload=file, by=by, name="supplement.zip")


@contextmanager
def _sent(data: bytes, name: str, kind: str) -> Iterator[Upload]:
    with closing(Upload(name, kind, len(data), None)) as file:
        file.write(data)
        file.seek(0)
        file.sha256 = hashlib.sha256(data).hexdigest()
        yield file


def withdraw(paper: Paper, *, by: User, at: datetime) -> None:
    with clock.replaying(at):
        papers.withdraw(paper=paper, by=by)


def turn_away(paper: Paper, reason: str, *, by: User, at: datetime) -> None:
    """Reject at the desk, and let the half hour pass in which that can be undone."""
    with clock.replaying(at):
        rejection = rejecting.ask(paper=paper, reason=reason, by=by)
    with clock.replaying(rejection.sends_at):
        job = claim(Job.objects.get(kind=rejecting.KIND, object_id=rejection.pk).pk)
        if job:
            rejecting.carry_out(job)


def invite(workshop: Workshop, people: Iterable[Person], *, by: User, at: datetime) -> None:
    invitees = [Invitee(person.email, person.name, person.affiliation) for person in people]
    with clock.replaying(at):
        committee.invite(workshop=workshop, by=by, people=invitees)


def accept(
    cast: Cast, workshop: Workshop, person: Person, *, topics: Sequence[Topic], at: datetime, load: int = 4
) -> None:
    invitation = workshop.invitations.get(email=person.email)
    with clock.replaying(at):
        committee.accept(
            invitation=invitation,
            user=cast.users[person.key],
            terms=committee.Terms(max_load=load, topics=topics),
        )


def decline(
    workshop: Workshop, person: Person, reason: str, *, at: datetime, instead: Iterable[Invitee] = ()
) -> None:
    invitation = workshop.invitations.get(email=person.email)
    with clock.replaying(at):
        committee.decline(invitation=invitation, reason=reason, instead=instead)


def assign(
    workshop: Workshop, pairs: Iterable[tuple[Paper, User]], *, by: User, at: datetime
) -> list[Assignment]:
    """Draft an assignment in one go, and publish it: that refuses conflicts and tells the reviewers."""
    with clock.replaying(at):
        rows = Assignment.objects.bulk_create(
            Assignment(paper=paper, reviewer=user, made_by=by) for paper, user in pairs
        )
        assignment.publish(workshop=workshop, by=by, seen=digest(row.ref for row in rows))
    return rows


def compare_texts(workshop: Workshop, *, at: datetime) -> None:
    """As a worker does it; once the PDFs are checked, it does so again with their texts."""
    job = Job.objects.get(kind=expertise.KIND, object_id=workshop.pk)
    Job.objects.filter(pk=job.pk).update(due_at=at)
    with clock.replaying(at):
        if taken := claim(job.pk):
            expertise.compare(taken)


def solve(workshop: Workshop, *, by: User, at: datetime) -> None:
    """Ask the solver for reviewers where some are lacking, as a worker does it; its curve is left to the worker."""
    with clock.replaying(at):
        run = solving.ask(workshop=workshop, by=by, wish=Wish())
        job = claim(Job.objects.get(kind=solving.KIND, object_id=run.pk).pk)
        if job:
            work.solve_run(job)


def review(row: Assignment, form: Review, *, at: datetime) -> None:
    """Hand a review in, leave it half written, or not begin it."""
    texts = {name: str(getattr(form, name, "") or "") for name in DEFAULT.keys}
    if form.state in {"draft", "submitted"}:
        with clock.replaying(at - timedelta(days=1)):
            reviewing.note_reading(row)
    with clock.replaying(at):
        if form.state == "draft":
            reviewing.save_draft(assignment=row, texts=texts, version=0, at=at)
        elif form.state == "submitted":
            answers = {name: getattr(form, name, "") for name in DEFAULT.keys}
            reviewing.submit(assignment=row, answers=answers, texts=texts, version=0, at=at)


def _payload(call: Call, text: Manuscript) -> Payload:
    texts = {
        "title": text.title,
        "abstract": text.abstract,
        "kind": str(call.kinds.get(slug=text.kind).pk),
        "other_topic": text.other_topic,
        "llm_use": text.llm_use,
    }
    if text.is_confirmed:
        texts |= {"only_here": "on", "in_person": "on"}
    return {
        "texts": {**texts, ASKED.field: ASKED.choices[len(text.title) % len(ASKED.choices)]},
        "topics": [str(topic.pk) for topic in text.topics],
        "authors": [row_of(person) for person in text.authors],
    }


def row_of(person: Person) -> AuthorRow:
    return {
        "name": person.name,
        "email": person.email,
        "affiliation": person.affiliation,
        "country": person.country,
        "orcid": person.orcid,
    }
