"""Papers with their authors. What authors have changed here since stays, unless it was changed there too."""

from collections.abc import Iterator
from functools import partial

from django.db.models import F

from reviews.exchange import Paper as ForeignPaper
from reviews.intake.ground import Ground, Kinds, digest
from reviews.intake.people import account, country_of
from reviews.intake.steps import Detail, Step, Verdict, same, skipped
from submissions import clock
from submissions.papers.models import Author, Paper
from submissions.workshops.models import Workshop

WHAT = "Papers"
WITHHELD = "Withheld: you are an author or in conflict. Its handlers can bring in what is about it."


def steps(ground: Ground) -> Iterator[Step]:
    for number, foreign in sorted(ground.bundle.papers.items()):
        label, origin = f"#{number} {foreign.title}", ground.origin(Kinds.PAPER, str(number))
        said = digest_of(foreign)
        if origin is None and foreign.is_deleted:
            yield skipped(WHAT, label, "It is deleted there.")
        elif origin is None:
            taken = f"Another paper here is #{number}, so this one gets a new number."
            why = taken if number in ground.numbers else ""
            yield Step(WHAT, label, Verdict.NEW, why, do=partial(_add, ground, foreign, said))
        elif ground.is_withheld(number):
            yield skipped(WHAT, f"#{origin.paper.number}", WITHHELD)
        elif origin.digest == said:
            yield same(WHAT, label)
        else:
            details = tuple(_details(ground.papers[number], foreign))
            yield Step(
                WHAT, label, Verdict.CHANGED, details=details, do=partial(_change, ground, foreign, said)
            )


def digest_of(foreign: ForeignPaper) -> str:
    people = [(author.email, author.name, author.affiliation, author.country) for author in foreign.authors]
    return digest(
        *(foreign.title, foreign.abstract, people, foreign.sender, foreign.kind),
        *(sorted(foreign.topics), foreign.keywords, foreign.is_deleted),
    )


def _details(paper: Paper, foreign: ForeignPaper) -> Iterator[Detail]:
    before = ", ".join(author.name for author in paper.authors.all())
    after = ", ".join(author.name or author.email for author in foreign.authors)
    state = "withdrawn" if foreign.is_deleted else "submitted"
    pairs = [
        ("title", paper.title, foreign.title),
        ("authors", before, after),
        ("abstract", paper.abstract, foreign.abstract),
        ("kind", paper.kind.name if paper.kind else "", foreign.kind),
        ("state", paper.state, state),
    ]
    yield from (pair for pair in pairs if pair[1] != pair[2])


def _add(ground: Ground, foreign: ForeignPaper, said: str) -> None:
    sender = next((a for a in foreign.authors if a.email == foreign.sender), foreign.authors[0])
    at = foreign.submitted_at or clock.now(ground.workshop)
    paper = Paper.objects.create(
        workshop=ground.workshop,
        call=ground.call,
        number=_free_number(ground, foreign.number),
        creator=account(ground, sender),
        state=Paper.State.SUBMITTED,
        created_at=at,
        saved_at=clock.now(ground.workshop),
        submitted_at=at,
        **_fields(ground, foreign),
    )
    ground.papers[foreign.number] = paper
    _relate(ground, paper, foreign)
    ground.remember(Kinds.PAPER, str(foreign.number), said, paper)
    ground.tell("paper.imported", paper, system=ground.system, number=foreign.number)


def _change(ground: Ground, foreign: ForeignPaper, said: str) -> None:
    paper = ground.papers[foreign.number]
    for name, value in _fields(ground, foreign).items():
        setattr(paper, name, value)
    if foreign.is_deleted and paper.state != Paper.State.WITHDRAWN:
        paper.state, paper.withdrawn_at = Paper.State.WITHDRAWN, clock.now(ground.workshop)
    paper.version += 1
    paper.saved_at = clock.now(ground.workshop)
    paper.save()
    paper.authors.all().delete()
    _relate(ground, paper, foreign)
    ground.remember(Kinds.PAPER, str(foreign.number), said, paper)
    ground.tell("paper.imported_again", paper, system=ground.system)


def _fields(ground: Ground, foreign: ForeignPaper) -> dict[str, object]:
    return {
        "title": foreign.title,
        "abstract": foreign.abstract,
        "kind": ground.kinds.get(foreign.kind.casefold()),
        "other_topic": foreign.keywords[:200],
    }


def _relate(ground: Ground, paper: Paper, foreign: ForeignPaper) -> None:
    names = (name.casefold() for name in foreign.topics)
    paper.topics.set([ground.topics[name] for name in names if name in ground.topics])
    sender = foreign.sender or foreign.authors[0].email
    Author.objects.bulk_create(
        Author(
            paper=paper,
            position=at,
            name=author.name or author.email,
            email=author.email,
            affiliation=author.affiliation,
            country=country_of(author),
            user=ground.people.get(author.email),
            rights=Author.Rights.CONTACT if author.email == sender else Author.Rights.EDIT,
        )
        for at, author in enumerate(foreign.authors, 1)
    )


def _free_number(ground: Ground, wanted: int) -> int:
    """The number that everybody knows the paper by; the next one where another paper has it."""
    here = Workshop.objects.filter(pk=ground.workshop.pk)
    if not Paper.objects.filter(workshop=ground.workshop, number=wanted).exists():
        here.filter(last_paper_number__lt=wanted).update(last_paper_number=wanted)
        return wanted
    here.update(last_paper_number=F("last_paper_number") + 1)
    return here.values_list("last_paper_number", flat=True).get()
