"""A workshop's form as other systems' files see it."""

from reviews.exchange.scores import Scale
from reviews.exchange.sections import Part
from reviews.reviewing.criteria import Criteria, SeenBy


def scales_of(form: Criteria) -> list[Scale]:
    return [Scale(each.key, each.label, len(each.words)) for each in form.scales]


def parts_of(form: Criteria) -> list[Part]:
    return [Part(each.key, each.label, each.seen_by == SeenBy.AUTHORS) for each in form.texts]
