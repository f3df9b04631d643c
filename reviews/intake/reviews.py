"""Reviews: the last version of each, its scores brought to ours, and the ones given there kept beside them."""

from collections.abc import Iterator
from functools import partial

from reviews.exchange import Review as ForeignReview
from reviews.exchange.scores import ALWAYS, is_ours
from reviews.exchange.sections import parted
from reviews.intake.ground import Ground, Kinds, digest
from reviews.intake.models import Origin
from reviews.intake.seats import barred
from reviews.intake.steps import Step, Verdict, same, skipped
from reviews.reviewing.models import Review, ReviewRevision
from reviews.reviewing.services import submitted_texts
from submissions import clock

WHAT = "Reviews"


def steps(ground: Ground) -> Iterator[Step]:
    for foreign in ground.bundle.reviews:
        label, key = f"{ground.named(foreign.email)} on #{foreign.paper}", f"{foreign.paper}:{foreign.email}"
        origin, said = ground.origin(Kinds.REVIEW, key), _digest(foreign)
        if why := barred(ground, foreign.paper, foreign.email):
            yield skipped(WHAT, label, why)
        elif not foreign.scores:
            yield skipped(WHAT, label, "It has no scores, so it is not finished.")
        elif origin is None:
            yield Step(WHAT, label, Verdict.NEW, do=partial(_add, ground, foreign, key))
        elif origin.digest == said:
            yield same(WHAT, label)
        else:
            details = (("text or scores", "the review as it is here", f"version {foreign.version} there"),)
            yield Step(
                WHAT, label, Verdict.CHANGED, details=details, do=partial(_change, ground, foreign, origin)
            )


def _digest(foreign: ForeignReview) -> str:
    return digest(foreign.text, dict(foreign.scores), foreign.aside)


def _add(ground: Ground, foreign: ForeignReview, key: str) -> None:
    seat = ground.assignments[foreign.paper, foreign.email]
    at = foreign.at or clock.now(ground.workshop)
    review = getattr(seat, "review", None)
    if review is None:
        fields = _fields(ground, foreign)
        review = Review.objects.create(assignment=seat, **fields, version=1, saved_at=at, submitted_at=at)
    else:  # one was begun here: what was handed in there counts, the draft stays
        _write(ground, review, foreign)
    _remember(ground, review, foreign, key)


def _change(ground: Ground, foreign: ForeignReview, origin: Origin) -> None:
    if origin.review is not None:
        _write(ground, origin.review, foreign)
        _remember(ground, origin.review, foreign, origin.foreign)


def _write(ground: Ground, review: Review, foreign: ForeignReview) -> None:
    """What stood there before is kept as every earlier state of a review."""
    if review.submitted_at is not None:
        ReviewRevision.objects.create(
            review=review, data=submitted_texts(review), submitted_at=review.submitted_at
        )
    for name, value in _fields(ground, foreign).items():
        setattr(review, name, value)
    review.submitted_at = foreign.at or clock.now(ground.workshop)
    review.version += 1
    review.save()


def _fields(ground: Ground, foreign: ForeignReview) -> dict[str, object]:
    said: dict[str, object] = {key: source.value(foreign.scores) for key, source in ground.chosen.items()}
    said |= parted(foreign.text, ground.parts)
    given = "; ".join(f"{name}: {value}" for name, value in foreign.scores.items())
    asides = [foreign.aside, "" if is_ours(ground.chosen) else f"Scores in {ground.system}: {given}"]
    place = next((part.key for part in ground.parts if not part.is_open), None)
    if place:
        said[place] = "\n\n".join(filter(None, (str(said[place]), *asides)))
    return {
        "questionnaire": ground.form,
        **{key: said.pop(key) for key in ALWAYS},
        "answers": {key: value for key, value in said.items() if value},
    }


def _remember(ground: Ground, review: Review, foreign: ForeignReview, key: str) -> None:
    paper = ground.papers[foreign.paper]
    ground.remember(Kinds.REVIEW, key, _digest(foreign), paper, review=review, scores=dict(foreign.scores))
    ground.tell("review.imported", paper)
