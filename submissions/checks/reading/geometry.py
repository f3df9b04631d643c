"""From a page's own coordinates to points from the top left of the page as displayed."""

from collections.abc import Sequence

from submissions.checks.document import PageFrame
from submissions.checks.report import Box


def point(x: float, y: float, crop: Box, rotate: int) -> tuple[float, float]:
    left, bottom, right, top = crop
    if rotate == 90:
        return y - bottom, x - left
    if rotate == 180:
        return right - x, y - bottom
    if rotate == 270:
        return top - y, right - x
    return x - left, top - y


def turned(box: Sequence[float], crop: Box, rotate: int) -> Box:
    if not rotate:
        # Nearly every page: PDFium hands out boxes in this order already.
        return box[0] - crop[0], crop[3] - box[3], box[2] - crop[0], crop[3] - box[1]
    x0, y0 = point(box[0], box[1], crop, rotate)
    x1, y1 = point(box[2], box[3], crop, rotate)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def displayed(box: Sequence[float], frame: PageFrame) -> Box:
    return turned(box, frame.crop, frame.rotate)
