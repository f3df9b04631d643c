"""The last reviews come in, and decisions are prepared."""

from reviews.decisions import services as deciding
from tests.blindness.cast import ASSIGNED, OUTCOMES
from tests.blindness.story.reviewing import hand_in
from tests.blindness.world import World


def decide(world: World) -> None:
    """All reviews are in; some decisions are ready, others drafts of one organizer."""
    for key, reviewers in ASSIGNED.items():
        for at, name in enumerate(reviewers[1:]):
            hand_in(world, key, name, overall=(len(key) + at) % 4 + 2)
    ines, oscar, ottilie = (world.people[name] for name in ("ines", "oscar", "ottilie"))
    for key in ("main", "own", "other"):
        deciding.mark_ready(
            paper=world.papers[key], by=ines, outcome=OUTCOMES[key], note=f"On {key}: well done."
        )
    deciding.mark_ready(
        paper=world.papers["orphan"], by=world.people["gina"], outcome="reject", note="On orphan: not now."
    )
    for by, key in ((ines, "second"), (oscar, "second"), (ottilie, "second"), (ines, "hers")):
        note = f"{by.name} thinks about {key}."
        deciding.save_draft(paper=world.papers[key], by=by, outcome="poster", note=note)


def make_ready(world: World) -> None:
    ines = world.people["ines"]
    for key in ("hers", "second"):
        deciding.mark_ready(
            paper=world.papers[key], by=ines, outcome=OUTCOMES[key], note=f"On {key}: not now."
        )
