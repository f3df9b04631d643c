"""Is a text object visible? Its box is compared with the rendered page, whatever the trick that hides it."""

import ctypes
from typing import cast

import pypdfium2.raw as pdfium
from PIL import Image

from submissions.checks.reading.pdfium import Objects, PageHandle
from submissions.checks.report import Box

LARGEST_SIDE = 2000


def render(page: PageHandle, width: int, height: int, *, grey: bool) -> Image.Image:
    """A picture of the page, width x height pixels, grey ("L") or colour ("RGB")."""
    kind = pdfium.FPDFBitmap_Gray if grey else pdfium.FPDFBitmap_BGRx
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, kind, None, 0)
    if not bitmap:
        raise MemoryError("no memory for the page's picture")
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
    pdfium.FPDF_RenderPageBitmap(bitmap, page.handle, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
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
    for run in objects.runs:
        if inner := _inner(run.box, width, height):
            low, high = cast("tuple[int, int]", picture.crop(inner).getextrema())
            run.contrast = high - low


def _inner(box: Box, width: int, height: int) -> tuple[int, int, int, int] | None:
    """The pixels of a box that lie on the page; at least one each way."""
    x0, y0 = max(0, int(box[0])), max(0, int(box[1]))
    x1, y1 = min(width, max(x0 + 1, int(box[2] + 0.5))), min(height, max(y0 + 1, int(box[3] + 0.5)))
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None
