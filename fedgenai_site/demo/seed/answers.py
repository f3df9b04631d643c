"""What co-authors said to being named: most agreed, one disputes, some have not looked yet."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from fedgenai_site.demo.seed import acts
from submissions import clock
from submissions.models import AuthorLink, Call, Paper
from submissions.papers import authors

DISPUTED = 16
SILENT = (3, 12, 19, 21)
WORDS = "I gave advice on the evaluation, but I did not write this and would rather be thanked than named."

SUPPLEMENTS = {
    1: {
        "README.md": "Run `python run.py --ranks 2,8,64`; it takes an hour on one card.\n",
        "code/aggregate.py": "def aggregate(updates, lattice):\n    ...\n",
        "code/run.py": "import aggregate\n",
        "results/ablation.csv": "rank,accuracy\n2,0.61\n64,0.74\n",
    },
    3: {"proofs/appendix.tex": "\\section{Proofs}\n", "README.md": "Proofs only.\n"},
}


def play(papers: Mapping[int, Paper], *, now: datetime) -> None:
    Call.objects.filter(papers__in=papers.values()).update(supplement=Call.Supplement.ANY)
    for number, files in SUPPLEMENTS.items():
        paper = papers[number]
        acts.supplement(paper, files, by=paper.creator, at=now - timedelta(days=20))
    asked = AuthorLink.objects.filter(paper__in=papers.values(), state=AuthorLink.State.ASKED)
    for link in asked.select_related("paper__workshop", "paper__creator").order_by("pk"):
        if link.paper.number in SILENT:
            continue
        line = link.paper.authors.get(email=link.email)
        with clock.replaying(now - timedelta(days=1)):
            if link.paper.number == DISPUTED:
                authors.dispute(link=link, words=WORDS)
            else:
                authors.confirm(link=link, name=line.name, affiliation=line.affiliation, by=line.user)
