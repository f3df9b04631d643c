from submissions.jobs.models import Job
from submissions.jobs.registry import handles


@handles("solve.run")
def run(job: Job) -> None:
    # The solver brings numpy, which a worker that never solves need not load.
    from reviews.solving import work

    work.solve_run(job)


@handles("solve.curve")
def curve(job: Job) -> None:
    from reviews.solving import work

    work.draw_curve(job)
