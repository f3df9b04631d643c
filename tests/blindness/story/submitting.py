"""Papers come in: whole ones, a withdrawn one, an unfinished one, one of another workshop."""

from submissions.accounts.services import make_guest
from submissions.conflicts.models import Conflict
from submissions.jobs import services as jobs
from submissions.log.services import record
from submissions.models import Pair, Paper, Version
from submissions.papers import authors, letters, payload, private, selectors
from submissions.papers import services as papers
from tests.blindness.cast import AUTHORS, IN_CONFLICT, TITLES
from tests.blindness.world import World, newest
from tests.papers import complete_paper


def submit(world: World) -> None:
    for key, names in AUTHORS.items():
        team = [world.people[name] for name in names]
        paper = complete_paper(world.workshop, *team, title=TITLES[key])
        world.papers[key] = paper
        for name in IN_CONFLICT.get(key, ()):
            Conflict.objects.create(
                paper=paper,
                user=world.people[name],
                kind=Conflict.Kind.DECLARED,
                reason="We share a grant.",
            )
        for verb in ("paper.created", "paper.saved", "paper.submitted"):
            record(verb, workshop_id=world.workshop.pk, paper_id=paper.pk, actor_id=team[0].pk)
        _rename(paper)
        letters.receipt(paper, newest(paper), team[0])
        letters.submitted(paper, team[0])
        jobs.enqueue("check.copy", newest(paper).pk)
    papers.withdraw(paper=world.papers["withdrawn"], by=world.people["dario"])
    world.papers["draft"] = _unfinished(world)
    _abroad(world)
    _liken(world)
    _ask_for_other_authors(world)


def _rename(paper: Paper) -> None:
    Version.objects.filter(paper=paper).update(original_name=f"draft of {paper.creator.name}.pdf")
    paper.llm_use = f"{paper.creator.name} asked a model to mend the grammar."
    paper.answers = {"code": "A little.", "money": f"{paper.creator.name}'s aunt."}
    paper.save(update_fields=["llm_use", "answers"])


def _unfinished(world: World) -> Paper:
    dario, call = world.people["dario"], world.workshop.calls.get()
    paper = papers.open_draft(call=call, by=dario, ref="draftdraftdraft2")
    row = {**payload.blank_row(), "name": dario.name, "email": dario.email}
    typed = payload.empty(row)
    link = private.open_link(paper=paper, guest=make_guest(), key="keykeykeykeykey2")
    private.ask(link=link, address=dario.email)
    return papers.save_draft(paper=paper, payload=typed, version=paper.version, by=dario)


def _abroad(world: World) -> None:
    """Another workshop on the same site, with a paper of its own."""
    paper = complete_paper(world.elsewhere, world.people["dario"], title="Not of This Workshop")
    record("paper.submitted", workshop_id=world.elsewhere.pk, paper_id=paper.pk, actor_id=paper.creator_id)
    letters.receipt(paper, newest(paper), world.people["dario"])
    world.papers["abroad"] = paper


def _liken(world: World) -> None:
    """Two pairs of papers are much alike."""
    for keys in (("main", "second"), ("own", "hers")):
        one, other = sorted((world.papers[key] for key in keys), key=lambda paper: paper.pk)
        shas = {"one_sha256": newest(one).sha256, "other_sha256": newest(other).sha256}
        Pair.objects.create(one=one, other=other, text=0.5, abstract=0.3, same_title=False, **shas)


def _ask_for_other_authors(world: World) -> None:
    """Bastien wants somebody else on the list; Amara and the newcomer have not answered."""
    row = {**payload.blank_row(), "name": "Nadia Newcomb", "email": "nadia@newcomer.example"}
    rows = [*selectors.payload_of(world.papers["main"])["authors"], row]
    authors.ask(
        paper=world.papers["main"], rows=rows, reason="She ran everything.", by=world.people["bastien"]
    )
