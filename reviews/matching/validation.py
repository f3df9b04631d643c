"""An independent check of pairs against the limits: it shares nothing with the solver."""

from collections import Counter
from collections.abc import Collection

from reviews.matching.problem import Problem


def faults(problem: Problem, pairs: Collection[tuple[int, int]]) -> tuple[str, ...]:
    """What is wrong with these pairs, one sentence each; papers below their demand are not a fault."""
    given, banned = Counter((int(reviewer), int(paper)) for reviewer, paper in pairs), set(problem.banned)
    loads, served = Counter(reviewer for reviewer, _ in given), Counter(paper for _, paper in given)
    found = [f"reviewer {r} stands on paper {p} twice" for (r, p), times in given.items() if times > 1]
    found += [f"reviewer {r} is in conflict with paper {p}" for r, p in given if (r, p) in banned]
    found += [
        f"reviewer {r} may not review paper {p}"
        for r, p in given
        if (r, p) not in banned and problem.score((r, p)) is None
    ]
    found += [
        f"the locked pair of reviewer {r} and paper {p} is missing"
        for r, p in set(problem.locked) - set(given)
    ]
    found += [
        f"reviewer {r} has {load} papers; at most {problem.capacity[r]}"
        for r, load in loads.items()
        if r < problem.reviewers and load > problem.capacity[r]
    ]
    found += [
        f"paper {p} has {count} reviewers; {problem.demand[p]} are wanted"
        for p, count in served.items()
        if p < problem.papers and count > problem.demand[p]
    ]
    return tuple(sorted(found))
