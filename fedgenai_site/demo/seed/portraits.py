"""The organizers on the pilot's page, who are invented; so are their portraits."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw

from fedgenai_site.demo.world import Person
from submissions.models import PublicOrganizer, Workshop
from submissions.refs import new_ref

SIDE = 240
LOOKS = (
    ("#dcebe6", "#7a4f3a", "#2b211c", "#1f6f5c"),
    ("#e9e2f2", "#c99a78", "#4a2d1f", "#5b4b8a"),
    ("#f3e6d8", "#e6bfa2", "#a8642a", "#355c7d"),
    ("#dfe9f3", "#5b3a29", "#14110f", "#b2552d"),
    ("#f2e1e4", "#d9a98a", "#3a3a3c", "#44624a"),
)
"""Ground, skin, hair, shirt."""


def hang(workshop: Workshop, people: tuple[Person, ...]) -> None:
    PublicOrganizer.objects.bulk_create(
        PublicOrganizer(
            workshop=workshop,
            name=person.name,
            affiliation=person.affiliation,
            portrait=default_storage.save(f"workshops/{new_ref()}.webp", ContentFile(drawn(*look))),
            portrait_alt=f"Drawing of {person.name}",
            position=place,
        )
        for place, (person, look) in enumerate(zip(people, LOOKS, strict=True))
    )


def drawn(ground: str, skin: str, hair: str, shirt: str) -> bytes:
    picture = Image.new("RGB", (SIDE, SIDE), ground)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((30, 165, 210, 330), fill=shirt)
    pen.rounded_rectangle((100, 130, 140, 185), 18, fill=skin)
    pen.ellipse((66, 32, 174, 150), fill=hair)
    pen.ellipse((78, 52, 162, 158), fill=skin)
    out = BytesIO()
    picture.save(out, "WEBP", quality=85)
    return out.getvalue()
