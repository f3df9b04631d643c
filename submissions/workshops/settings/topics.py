"""A list of topics as an organizer writes it, kept without losing what papers have chosen."""

from collections.abc import Iterable

from submissions.workshops.models import Topic, TopicArea, Workshop

ARROW = "=>"


def keep(workshop: Workshop, lines: Iterable[str]) -> None:
    """Areas and topics in this order. A name that is there already is the same topic; one that is gone is kept, and no longer offered."""
    known = {topic.name.lower(): topic for topic in Topic.objects.filter(area__workshop=workshop)}
    areas = {area.name.lower(): area for area in workshop.topic_areas.all()}
    offered = set()
    area = None
    for at, line in enumerate(lines):
        old, new = renamed(line.lstrip("# "))
        if line.startswith("#"):
            area = areas.get(old.lower()) or TopicArea(workshop=workshop)
            area.name, area.position = new, at
            area.save()
        elif area:
            topic = known.get(old.lower()) or Topic()
            topic.area, topic.name, topic.position, topic.is_offered = area, new, at, True
            topic.save()
            offered.add(topic.pk)
    Topic.objects.filter(area__workshop=workshop).exclude(pk__in=offered).update(is_offered=False)


def renamed(line: str) -> tuple[str, str]:
    """(old name, new name); the same twice where nothing is renamed."""
    old, arrow, new = (part.strip() for part in line.partition(ARROW))
    return (old, new) if arrow and new else (line.strip(), line.strip())
