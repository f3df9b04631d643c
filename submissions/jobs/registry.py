"""Which function does a kind of job, and what is to be done regularly. Rooms register in their `tasks.py`."""

from collections.abc import Callable

from submissions.jobs.models import Job

Handler = Callable[[Job], None]
Chore = Callable[[], object]

handlers: dict[str, Handler] = {}
chores: list[Chore] = []
patient: set[str] = set()


def handles(kind: str, *, can_wait: bool = False) -> Callable[[Handler], Handler]:
    """Register the handler of a kind, named `queue.verb`. What it writes, it writes after `jobs.services.complete`
    in the same transaction; what it leaves open counts as done when it returns, and as failed when it raises.
    One that can wait lets the others of its queue go first: nobody looks at the page meanwhile.
    """

    def register(handler: Handler) -> Handler:
        handlers[kind] = handler
        if can_wait:
            patient.add(kind)
        return handler

    return register


def regularly(chore: Chore) -> Chore:
    """Register what the sweeper does on each round: cheap when there is nothing to do, safe to repeat."""
    chores.append(chore)
    return chore
