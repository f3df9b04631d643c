"""Files of another system, which three organizers look at."""

from django.core.files.base import ContentFile

from reviews.intake import services as intake
from reviews.models import Intake, Origin
from tests.blindness.world import World
from tests.reviews.intake.working import read as read_intake

BROUGHT = "#,title,authors,abstract,decision\r\n" + "".join(
    f"{at},Another Title There,A,Words.,accept\r\n" for at in range(1, 6)
)
BROUGHT_AUTHORS = "submission #,first name,last name,email,person #\r\n" + "".join(
    f"{at},Somebody,There,there{at}@there.example,{at}\r\n" for at in range(1, 6)
)


def bring(world: World) -> None:
    """Three organizers look at the same files of another system, which speak of papers that are here."""
    for at, key in enumerate(("main", "own", "hers", "other", "second"), 1):
        ids = {"system": "EasyChair", "kind": "paper", "foreign": str(at), "digest": "0"}
        Origin.objects.create(workshop=world.workshop, paper=world.papers[key], **ids)
    files = {"submission.csv": BROUGHT, "author.csv": BROUGHT_AUTHORS}
    for at, name in enumerate(("ines", "oscar", "ottilie")):
        named = [(file, ContentFile(text.encode())) for file, text in files.items()]
        made = intake.show(workshop=world.workshop, by=world.people[name], files=named)
        read_intake(made)
        Intake.objects.filter(pk=made.pk).update(ref=f"bringbringbring{at + 2}")
