"""Is a text object visible? Its box is compared with the rendered page, whatever the trick that hides it."""

import ctypes
from typing import cast

import pypdfium2.raw as pdfium
from PIL import Image

from submissions.checks.reading.pdfium import Objects, PageHandle
from submissions.checks.report import Box

LARGEST_SIDE = 2000
EDGE = 2
FLAT = 10
LEAST_TEXT = 6
SHELF = 6.0  # points
MOST_NEIGHBOURS = 300


def render(page: PageHandle, width: int, height: int, *, grey: bool, notes: bool = True) -> Image.Image:
    """A picture of the page, width x height pixels, grey ("L") or colour ("RGB"), with or without its annotations."""
    flags = pdfium.FPDF_ANNOT if notes else 0
    kind = pdfium.FPDFBitmap_Gray if grey else pdfium.FPDFBitmap_BGRx
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, kind, None, 0)
    if not bitmap:
        raise MemoryError("no memory for the page's picture")
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
    pdfium.FPDF_RenderPageBitmap(bitmap, page.handle, 0, 0, width, height, 0, flags)
    stride = pdfium.FPDFBitmap_GetStride(bitmap)
    raw = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    pdfium.FPDFBitmap_Destroy(bitmap)
    if grey:
        return Image.frombytes("L", (width, height), raw, "raw", "L", stride)
    return Image.frombytes("RGB", (width, height), raw, "raw", "BGRX", stride)


def measure(page: PageHandle, objects: Objects) -> None:
    """Write each run's contrast on the rendered page; pages too large or with undrawable images are left out."""
    if not objects.runs or objects.undrawn or max(page.width, page.height) > LARGEST_SIDE:
        return
    width, height = max(1, round(page.width)), max(1, round(page.height))
    picture = render(page, width, height, grey=True)
    for run, handle in zip(objects.runs, objects.handles, strict=True):
        if inner := _inner(run.box, width, height):
            low, high = cast("tuple[int, int]", picture.crop(inner).getextrema())
            run.contrast = high - low
            if run.figure and run.contrast < FLAT:
                run.clipped = _cropped(run.box, page.clip(*handle))
    _find_underlaid(page, objects)


def _find_underlaid(page: PageHandle, objects: Objects) -> None:
    """Text that shows nothing itself and borrows its pixels from other text at the same place."""
    shelves: dict[int, list[int]] = {}
    for number, run in enumerate(objects.runs):
        if run.upright and len(run.text) >= LEAST_TEXT:
            shelves.setdefault(round(run.baseline / SHELF), []).append(number)
    for shelf, numbers in shelves.items():
        near = numbers + shelves.get(shelf + 1, [])
        if len(near) > MOST_NEIGHBOURS:
            continue
        for number in near:
            run = objects.runs[number]
            covered = any(other != number and _shares(run.box, objects.runs[other].box) for other in near)
            if covered and (run.contrast or 0) >= FLAT and page.is_blank(objects.handles[number][0]):
                run.contrast = 0


def _shares(box: Box, other: Box) -> bool:
    """Whether half of a box lies on another."""
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    return width > 0 and height > 0 and 2 * width * height > (box[2] - box[0]) * (box[3] - box[1])


def _cropped(box: Box, clip: Box | None) -> bool:
    """Whether most of the box lies outside what its figure shows."""
    if clip is None:
        return False
    width = min(box[2], clip[2]) - max(box[0], clip[0])
    height = min(box[3], clip[3]) - max(box[1], clip[1])
    return width <= 0 or height <= 0 or width * height < 0.5 * (box[2] - box[0]) * (box[3] - box[1])


def _inner(box: Box, width: int, height: int) -> tuple[int, int, int, int] | None:
    """The pixels of a box, at least one each way; None where part of it is cut off by the page's edge."""
    if box[0] < -EDGE or box[1] < -EDGE or box[2] > width + EDGE or box[3] > height + EDGE:
        return None
    x0, y0 = min(max(0, int(box[0])), width - 1), min(max(0, int(box[1])), height - 1)
    return x0, y0, min(width, max(x0 + 1, int(box[2] + 0.5))), min(height, max(y0 + 1, int(box[3] + 0.5)))
