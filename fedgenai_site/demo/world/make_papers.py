"""Makes every PDF of the demo anew: `python -m fedgenai_site.demo.world.make_papers`.

Needs typst and the fonts of fonts-texgyre. The same words give the same bytes. Page counts and the rules that a
file breaks are stated in papers.json; the tests compare them with the files.
"""

import io
import sys

import pypdf

from fedgenai_site.demo import world
from fedgenai_site.demo.world import Paper, Version
from fedgenai_site.demo.world.maker import article as articles
from fedgenai_site.demo.world.maker import press
from fedgenai_site.demo.world.maker.article import Article
from fedgenai_site.demo.world.maker.plants import PLANTS

OUT = world.HERE / "pdfs"
# The optional sections and the shares of optional sentences that are tried, from long to short.
LENGTHS = [(extras, share / 10) for extras in (3, 2, 1, 0) for share in range(10, 3, -1)]
SHORT_PAPERS = {"research": 5, "position": 5, "in-progress": 5}
FULL_PAPERS = {3: 7, 7: 7, 1: 6, 5: 6, 9: 6}


def main() -> None:
    OUT.mkdir(exist_ok=True)
    for paper in world.load().papers:
        for version in paper.versions:
            data = press.print_pdf(compose(paper, version))
            (OUT / version.file).write_bytes(data)
            pages = len(pypdf.PdfReader(io.BytesIO(data)).pages)
            remark = "" if pages == version.pages else f"  (papers.json says {version.pages})"
            sys.stdout.write(f"{version.file}  {pages} pages  {len(data) // 1000} kB{remark}\n")


def compose(paper: Paper, version: Version) -> Article:
    """The longest article whose content ends on the wanted page, with its faults planted."""
    wanted = content_pages(paper, version)
    for extras, share in LENGTHS:
        article = articles.write(paper, share=share, extras=extras)
        for rule in version.planted:
            if rule in PLANTS:
                PLANTS[rule](article, world.load().authors_of(paper))
        if "PG-003" in version.planted:
            article.appendix = articles.appendix(paper)
        if press.content_end(article) <= wanted:
            return article
    raise SystemExit(f"{version.file}: no length ends on page {wanted}.")


def content_pages(paper: Paper, version: Version) -> int:
    if "PG-001" in version.planted:
        return 8
    if "PG-002" in version.planted:
        return 7
    return FULL_PAPERS.get(paper.number, SHORT_PAPERS[paper.kind])


if __name__ == "__main__":
    main()
