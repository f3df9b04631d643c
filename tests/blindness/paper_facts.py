"""What is hidden, fact by fact: each function makes one kind of hidden fact differ, and nothing that may be seen."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import cache
from io import BytesIO
from itertools import combinations

from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import F, Q
from PIL import Image

from submissions import clock
from submissions.checking.models import Note, Waiver
from submissions.checks.report import Finding
from submissions.models import (
    Answer,
    Author,
    AuthorChange,
    AuthorConsent,
    AuthorLink,
    Check,
    Job,
    Page,
    Pair,
    Paper,
    PrivateLink,
    Supplement,
    Topic,
    User,
    Version,
)
from tests.blindness.sights import Aspect, Sight
from tests.blindness.world import Phase, newest
from tests.factories import AuthorFactory, VersionFactory
from tests.papers import small_pdf

Fact = Callable[[Sight], None]


def titles(sight: Sight) -> None:
    for paper in sight.hidden(Aspect.TITLE):
        kinds = list(paper.call.kinds.all())
        Paper.objects.filter(pk=paper.pk).update(title=f"Zebra {paper.number} and More", kind=kinds[-1])


def states(sight: Sight) -> None:
    """Who was in is out, and the other way round."""
    at = clock.now()
    for paper in Paper.objects.filter(pk__in=_ids(sight.hidden(Aspect.STATE))):
        change: dict[str, object]
        if paper.state == Paper.State.WITHDRAWN:
            change = {"state": Paper.State.SUBMITTED, "withdrawn_at": None}
        elif paper.title:
            change = {"state": Paper.State.WITHDRAWN, "withdrawn_at": at}
        else:
            change = {"state": Paper.State.SUBMITTED, "submitted_at": at, "title": "Suddenly Complete"}
        Paper.objects.filter(pk=paper.pk).update(**change)


def abstracts(sight: Sight) -> None:
    hidden = sight.hidden(Aspect.ABSTRACT)
    Paper.objects.filter(pk__in=_ids(hidden)).update(abstract="Other words, and many more.")


def texts(sight: Sight) -> None:
    topic = Topic.objects.order_by("-pk")[0]
    for paper in sight.hidden(Aspect.TEXT):
        Paper.objects.filter(pk=paper.pk).update(other_topic="Tides")
        _answer(paper, "Yes, and much of it.", for_reviewers=True)
        paper.topics.set([topic])


def _answer(paper: Paper, text: str, *, for_reviewers: bool) -> None:
    """Another answer to the organizers' questions of one kind."""
    paper.refresh_from_db(fields=["answers"])
    asked = [each for each in paper.workshop.asked if each.for_reviewers == for_reviewers]
    answers = {**paper.answers, **{question.key: text for question in asked}}
    Paper.objects.filter(pk=paper.pk).update(answers=answers)


def names(sight: Sight) -> None:
    for paper in sight.hidden(Aspect.NAMES):
        for line in paper.authors.all():
            change = {"name": f"Zora Zeller the {line.position}th", "affiliation": "Zenith Academy"}
            Author.objects.filter(pk=line.pk).update(**change)
        AuthorFactory.create(
            paper=paper, position=9, name="Ninth Author", email=f"ninth{paper.pk}@zz.example"
        )


def contacts(sight: Sight) -> None:
    """Accounts keep their lines, so that who wrote what stays as it is; with the addresses the institutions differ."""
    for paper in sight.hidden(Aspect.CONTACTS):
        for line in paper.authors.all():
            change = {"email": f"z{line.pk}@zenith.example", "orcid": "0000-0009-9999-9999", "country": "NZ"}
            Author.objects.filter(pk=line.pk).update(**change)


def strangers(sight: Sight) -> None:
    """Accounts of people who are unknown to the viewer, with their addresses."""
    for person in sight.strangers():
        change = {"name": f"Quentin Q. Quill {person.pk}", "affiliation": "Quay", "country": "IS"}
        User.objects.filter(pk=person.pk).update(email=f"q{person.pk}@quay.example", **change)
        EmailAddress.objects.filter(user=person).update(email=f"q{person.pk}@quay.example")


def uploads(sight: Sight) -> None:
    for paper in sight.hidden(Aspect.INSIDE):
        _answer(paper, "Paid by the Zenith Foundation.", for_reviewers=False)
        Paper.objects.filter(pk=paper.pk).update(
            llm_use="Everything was written by a machine.",
            version=F("version") + 7,
            saved_at=F("saved_at") + timedelta(hours=3),
            late_pass_until=clock.now() + timedelta(days=400),
        )
        for version in paper.versions.all():
            _upload(version)
        VersionFactory.create(paper=paper, number=40, original_name="older.pdf", uploaded_by=paper.creator)


def _upload(version: Version) -> None:
    Version.objects.filter(pk=version.pk).update(
        number=version.number + 50,
        original_name="somebody's name.pdf",
        size=version.size + 1234,
        sha256="f" * 64,
        uploaded_at=version.uploaded_at + timedelta(minutes=77),
        file=other_file(),
    )
    for check in version.checks.all():
        finding = Finding(
            "AN-001", "error", "Zora Zeller is named.", "Take it out.", page=1, text="Zora Zeller"
        )
        Check.objects.filter(pk=check.pk).update(
            errors=3, warnings=2, seconds=9.9, report={**check.report, "findings": [finding.to_dict()]}
        )


def private_links(sight: Sight) -> None:
    """Who began without an account, and what address was given."""
    for paper in sight.hidden(Aspect.INSIDE):
        PrivateLink.objects.update_or_create(
            paper=paper, defaults={"guest": paper.creator, "address": "zora@zenith.example"}
        )


def words_of_authors(sight: Sight) -> None:
    """Who disputes to be an author, and which other list is asked for.

    An open dispute holds an acceptance back, which everybody may see in the end: by then it is settled.
    """
    state = "disputed" if sight.world.phase in {Phase.OPEN, Phase.REVIEWING} else "settled"
    for paper in sight.hidden(Aspect.INSIDE):
        for line in paper.authors.all():
            said = {"state": state, "words": "Never saw it.", "answered_at": clock.now()}
            AuthorLink.objects.update_or_create(paper=paper, email=line.email, defaults=said)
        AuthorChange.objects.filter(paper=paper).delete()
        asked = AuthorChange.objects.create(paper=paper, rows=[], reason="Zora asks.", by=paper.creator)
        AuthorConsent.objects.create(
            change=asked, email="zora@zenith.example", agrees=False, answered_at=clock.now()
        )
        paper.authors.update(rights=Author.Rights.EDIT)


def words_on_findings(sight: Sight) -> None:
    """An author says that a finding is none, a handler lets it pass."""
    for paper in sight.hidden(Aspect.INSIDE):
        if paper.versions.exists():
            about = {
                "paper": paper,
                "sha256": "f" * 64,
                "key": "AN-001:1:0:0",
                "rule": "AN-001",
                "by": paper.creator,
            }
            Note.objects.create(**about, sentence="That is the name of a town.")
            Waiver.objects.create(**about, reason="It is a town.")
            said = {**about, "sha256": newest(paper).sha256, "key": "AN-001:2:0:0"}
            Note.objects.create(**said, sentence="That is a river.")


@cache
def other_file() -> str:
    """The stored name of a PDF that is none of the papers'."""
    pdf = small_pdf("Another paper altogether, of another length.")
    return default_storage.save("papers/other.pdf", ContentFile(pdf))


@cache
def other_picture() -> str:
    picture = BytesIO()
    Image.new("L", (60, 90), 30).save(picture, "PNG")
    return default_storage.save("papers/other.png", ContentFile(picture.getvalue()))


def copies(sight: Sight) -> None:
    """The sanitised file, its pictures and their text, of papers that the viewer does not read."""
    for paper in sight.hidden(Aspect.COPY):
        for version in paper.versions.all():
            Version.objects.filter(pk=version.pk).update(blind_file=other_file())
            Page.objects.filter(version=version).update(
                file=other_picture(), width=60, height=90, text="Other text."
            )


def supplements(sight: Sight) -> None:
    for paper in sight.hidden(Aspect.COPY):
        Supplement.objects.create(
            paper=paper,
            kind=Supplement.Kind.ZIP,
            file=other_file(),
            original_name="zora.zip",
            size=1,
            sha256="f" * 64,
            uploaded_by=paper.creator,
        )


def likenesses(sight: Sight) -> None:
    """What is alike, of papers of this workshop at least one of which the viewer does not handle, and what is said to that."""
    hidden = [each for each in sight.hidden(Aspect.RECORDS) if each.workshop_id == sight.world.workshop.pk]
    every = sight.world.workshop.papers.exclude(current=None).order_by("pk")
    sha256 = {paper: newest(paper).sha256 for paper in every}
    pairs = [
        Pair(one=one, other=other, one_sha256=sha256[one], other_sha256=sha256[other], text=0.97, abstract=0.9, same_title=True)
        for one, other in combinations(every, 2)
        if one in hidden or other in hidden
    ]  # fmt: skip
    bytes_of_both = ["one", "other", "one_sha256", "other_sha256"]
    shares = ["text", "abstract", "same_title"]
    Pair.objects.bulk_create(pairs, update_conflicts=True, unique_fields=bytes_of_both, update_fields=shares)
    said = {"verdict": "problem", "note": "Zora wrote both."}
    answers = [
        Answer(pair=pair, workshop=sight.world.workshop, by=pair.one.creator, **said)
        for pair in Pair.objects.filter(one__in=every, other__in=every).select_related("one__creator")
        if pair.one in hidden or pair.other in hidden
    ]
    Answer.objects.bulk_create(
        answers, update_conflicts=True, unique_fields=["pair", "workshop"], update_fields=[*said, "by"]
    )


def more_papers(sight: Sight) -> None:
    """How many papers there are is known to organizers, and to those who bid."""
    if sight.is_organizer or sight.is_bidding:
        return
    workshop = sight.world.workshop
    type(workshop).objects.filter(pk=workshop.pk).update(last_paper_number=25)
    for number in range(20, 25):
        Paper.objects.create(
            workshop=workshop,
            call=workshop.calls.get(),
            number=number,
            creator=sight.world.people["eve"],
            title=f"One More, {number}",
            state=Paper.State.SUBMITTED,
            submitted_at=clock.now(),
        )


def jobs(sight: Sight) -> None:
    """Where the queue stands, but for checks that the viewer may follow."""
    hidden = sight.hidden(Aspect.INSIDE)
    about = [newest(paper).pk for paper in hidden if paper.versions.exists()]
    Job.objects.filter(Q(kind="mail.send") | Q(object_id__in=about)).delete()
    for pk in about:
        Job.objects.create(kind="check.pdf", object_id=pk)
    for number in range(3):
        Job.objects.create(kind="mail.send", object_id=9000 + number)


def _ids(papers: Iterable[Paper]) -> list[int]:
    return [paper.pk for paper in papers]


ABOUT_PAPERS: dict[str, Fact] = {
    "title": titles,
    "abstract": abstracts,
    "text": texts,
    "author names": names,
    "author contacts": contacts,
    "accounts of strangers": strangers,
    "uploads and checks": uploads,
    "words of authors": words_of_authors,
    "private links": private_links,
    "words on findings": words_on_findings,
    "blind copies": copies,
    "supplements": supplements,
    "number of papers": more_papers,
    "state of papers": states,
    "likenesses": likenesses,
    "jobs": jobs,
}
