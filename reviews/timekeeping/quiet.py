"""Hours in which the site does not remind anybody: nights and weekends, by UTC."""

from datetime import datetime, time, timedelta

MORNING, EVENING = time(7), time(18)
SATURDAY = 5


def next_hour(at: datetime) -> datetime:
    """`at` itself in working hours, else the next morning of a working day."""
    if at.weekday() < SATURDAY and MORNING <= at.time() < EVENING:
        return at
    day = at if at.time() < MORNING else at + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day.date(), MORNING, tzinfo=at.tzinfo)
