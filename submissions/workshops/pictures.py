"""Logos and portraits. What comes in is decoded and written anew, so that nothing else can hide in it."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from django.http import FileResponse
from PIL import Image, ImageOps

SIDE = 480
MOST_PIXELS = 24_000_000
MOST_BYTES = 5 * 1024 * 1024


class Unreadable(Exception):
    """This file is no picture that can be shown; says why."""


def normalised(file: UploadedFile) -> ContentFile[bytes]:
    """At most 480 pixels a side, as WebP, without anything that the camera wrote into it."""
    if (file.size or 0) > MOST_BYTES:
        raise Unreadable("This picture is larger than 5 MB. Make it smaller: 480 pixels a side are enough.")
    file.seek(0)
    try:
        with Image.open(file, formats=["PNG", "JPEG", "WEBP"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Unreadable("This picture has too many pixels. Make it smaller: 480 a side are enough.")
            picture.thumbnail((2 * SIDE, 2 * SIDE))
            small = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, ValueError, SyntaxError):
        raise Unreadable("This file is no PNG, JPEG or WebP picture. Nothing was changed.") from None
    small.thumbnail((SIDE, SIDE))
    out = BytesIO()
    small.save(out, "WEBP", quality=85)
    return ContentFile(out.getvalue(), name="picture.webp")


def shown(file: FieldFile) -> FileResponse:
    """For everybody: it stands on the call's page."""
    answer = FileResponse(file.open("rb"), content_type="image/webp")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "public, max-age=300"
    return answer
