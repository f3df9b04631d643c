"""What a workshop still lacks before its call opens."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from reviews.committee.models import Invitation
from submissions import clock
from submissions.templatetags.ui import plural
from submissions.workshops.models import Call, Membership, Topic, Workshop

OLD_SYSTEMS = ("easychair.org", "cmt3.research.microsoft.com", "openreview.net", "softconf.com", "hotcrp.com")
FEW_REVIEWERS = 6


@dataclass(frozen=True)
class Item:
    """`tone` is ok, warn (may stay so) or error (authors would run into it). `url` is where it is put right."""

    tone: str
    title: str
    detail: str
    url: str
    label: str = "Change"


def readiness(workshop: Workshop) -> list[Item]:
    """The worst first; in six queries."""
    calls = list(workshop.calls.prefetch_related("kinds"))
    items = [*_words(workshop), *_lists(workshop), *_people(workshop)]
    for call in calls:
        items += _call(workshop, call)
    if not calls:
        items.append(
            Item("error", "There is no call", "Nobody could submit.", _url(workshop, "settings-new-call"))
        )
    order = ("error", "warn", "ok")
    return sorted(items, key=lambda item: order.index(item.tone))


def _words(workshop: Workshop) -> Iterator[Item]:
    to = _section(workshop, "enquiries")
    domain = workshop.enquiries.rpartition("@")[2].lower()
    if not workshop.enquiries:
        yield Item(
            "error", "Nobody to ask", "There is no address for questions on the night of the deadline.", to
        )
    elif any(domain == old or domain.endswith(f".{old}") for old in OLD_SYSTEMS):
        words = f"{workshop.enquiries} belongs to the system that was used before; questions would end there."
        yield Item("warn", "Questions go to the old system", words, to)
    else:
        yield Item("ok", "Questions have an address", workshop.enquiries, to)
    texts = workshop.intro and workshop.theme
    words = "The call says what it is about." if texts else "Authors do not learn what it is about."
    yield Item("ok" if texts else "warn", "Texts of the call", words, _section(workshop, "texts"))
    if not workshop.starts_on:
        words = "Authors cannot plan a journey."
        yield Item("warn", "The workshop has no day", words, _section(workshop, "venue"))
    if not workshop.is_public:
        words = "Only people who know its address find it."
        yield Item(
            "warn", "Not listed on the site's home page", words, _section(workshop, "names"), "List it"
        )


def _lists(workshop: Workshop) -> Iterator[Item]:
    topics = Topic.objects.filter(area__workshop=workshop, is_offered=True).count()
    words = (
        plural(topics, "topic,topics")
        if topics
        else "Authors must write their own, and reviewers are matched by chance."
    )
    yield Item("ok" if topics else "error", "Topics", words, _section(workshop, "topics"))
    shown = workshop.public_organizers.count()
    words = f"{plural(shown, 'name,names')} on the call's page" if shown else "The call's page names nobody."
    yield Item("ok" if shown else "warn", "Organizers shown", words, _section(workshop, "organizers"))


def _people(workshop: Workshop) -> Iterator[Item]:
    to = _url(workshop, "people")
    organizers = workshop.memberships.filter(role=Membership.Role.ORGANIZER).count()
    if organizers < 2:
        words = "Nobody could handle a paper that you wrote, or that is by your colleagues."
        yield Item("warn", "You organize alone", words, to, "Add one")
    else:
        yield Item("ok", "Organizers", plural(organizers, "person,people"), to)
    asked = Invitation.objects.filter(workshop=workshop).exclude(state=Invitation.State.DECLINED).count()
    words = f"{plural(asked, 'person,people')} asked to review"
    tone = "ok" if asked >= FEW_REVIEWERS else "warn"
    yield Item(tone, "Reviewers", words if asked else "Nobody is asked to review yet.", to, "Invite")


def _call(workshop: Workshop, call: Call) -> Iterator[Item]:
    to = reverse("deadlines-move", args=[workshop.slug, call.slug])
    missing = [
        words
        for name, words in (("reviews_due_at", "when reviews are due"), ("decisions_at", "when authors hear"))
        if not getattr(call, name)
    ]
    if call.due_at <= clock.now(workshop):
        yield Item("error", f"{call.name}: papers were due already", "The call is over before it began.", to)
    elif missing:
        yield Item("warn", f"{call.name}: dates", f"Not set: {', '.join(missing)}.", to)
    else:
        yield Item("ok", f"{call.name}: dates", "All are set, in order.", to)
    kinds = [kind.name for kind in call.kinds.all() if kind.is_offered]
    to = reverse("settings-call", args=[workshop.slug, call.slug])
    words = ", ".join(kinds) or "Nobody could complete the form: it asks for a kind."
    yield Item("ok" if kinds else "error", f"{call.name}: kinds of contribution", words, to)


def _url(workshop: Workshop, name: str) -> str:
    return reverse(name, args=[workshop.slug])


def _section(workshop: Workshop, key: str) -> str:
    return reverse("settings-section", args=[workshop.slug, key])
