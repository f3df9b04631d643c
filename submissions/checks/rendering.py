"""Pictures of pages with their text, made in the child and left in its working folder."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from submissions.checks.reading import lines, pdfium, pixels

MOST_PAGES = 60
LONGEST_SIDE = 4000
MOST_TEXT = 20_000

# Loaded while the files of the environment can still be read.
Image.init()


def pictures(data: bytes, width: int, wanted: Sequence[int] | None) -> Iterator[dict[str, Any]]:
    """Write <n>.webp for each page and yield its facts; `wanted` None means all pages."""
    with pdfium.File(data) as file:
        numbers = wanted if wanted is not None else range(1, min(file.pages, MOST_PAGES) + 1)
        for number in numbers:
            if 1 <= number <= file.pages:
                yield _picture(file, number, width)


def _picture(file: pdfium.File, number: int, width: int) -> dict[str, Any]:
    page = file.page(number)
    height = max(1, round(width * page.height / max(page.width, 1)))
    if height > LONGEST_SIDE:
        width, height = max(1, width * LONGEST_SIDE // height), LONGEST_SIDE
    picture = pixels.render(page, width, height, grey=False)
    picture.save(Path(f"{number}.webp"), format="WEBP", quality=80, method=2)
    laid_out = lines.layout(number, page.width, page.height, page.objects(lambda: None))
    text = "\n".join(line.text for line in laid_out.lines)[:MOST_TEXT]
    facts = {
        "page": number,
        "width": width,
        "height": height,
        "points": [round(page.width, 1), round(page.height, 1)],
        "text": text,
    }
    page.close()
    return facts
