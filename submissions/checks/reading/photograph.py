"""What a JPEG says about its maker, and the same picture without it. The pixels are never decoded."""

import struct
from collections.abc import Iterator

from submissions.checks.reading import metadata

START_OF_SCAN = 0xDA
# APP1 (Exif, XMP), APP13 (Photoshop) and comments; the others hold what the decoder needs.
TELLING = {0xE1, 0xED, 0xFE}
ARTIST, COPYRIGHT, OWNER = 0x013B, 0x8298, 0xA430
MOST_ENTRIES = 200


def segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(marker, start, stop) of the segments before the picture itself, markers and lengths included."""
    at = 2
    while data[:2] == b"\xff\xd8" and at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == START_OF_SCAN or length < 2:
            return
        yield marker, at, min(len(data), at + 2 + length)
        at += 2 + length


def told(data: bytes) -> list[tuple[str, str]]:
    """(key, text) of names and folders in the picture's own metadata."""
    found: list[tuple[str, str]] = []
    for marker, start, stop in segments(data):
        body = data[start + 4 : stop]
        if marker == 0xE1 and body.startswith(b"Exif\0\0"):
            found += [("exif", name) for name in _names(body[6:])]
        elif marker in TELLING:
            found += metadata.xmp_values(body)
    return found


def stripped(data: bytes) -> bytes:
    """The same picture without what it says about its maker."""
    gone = [(start, stop) for marker, start, stop in segments(data) if marker in TELLING]
    out, at = bytearray(), 0
    for start, stop in gone:
        out += data[at:start]
        at = stop
    return bytes(out + data[at:])


def _names(tiff: bytes) -> list[str]:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return []
    try:
        return list(_entries(tiff, order))
    except struct.error:
        return []


def _entries(tiff: bytes, order: str) -> Iterator[str]:
    at = struct.unpack_from(order + "I", tiff, 4)[0]
    count = min(MOST_ENTRIES, struct.unpack_from(order + "H", tiff, at)[0])
    for number in range(count):
        tag, kind, length = struct.unpack_from(order + "HHI", tiff, at + 2 + 12 * number)
        if tag in {ARTIST, COPYRIGHT, OWNER} and kind == 2:
            place = (
                at + 10 + 12 * number
                if length <= 4
                else struct.unpack_from(order + "I", tiff, at + 10 + 12 * number)[0]
            )
            yield tiff[place : place + min(length, 300)].split(b"\0")[0].decode("utf-8", errors="replace")
