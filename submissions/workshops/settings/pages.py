"""Every page of settings by the word in its address, in the order in which an organizer needs them."""

from submissions.workshops.settings.base import Section
from submissions.workshops.settings.calls import CallPage
from submissions.workshops.settings.forms import Editions, Enquiries, Names, Policies, Texts, Topics, Venue
from submissions.workshops.settings.rows import Organizers, Questions

SECTIONS: dict[str, type[Section]] = {
    "names": Names,
    "venue": Venue,
    "texts": Texts,
    "topics": Topics,
    "policies": Policies,
    "organizers": Organizers,
    "enquiries": Enquiries,
    "questions": Questions,
    "editions": Editions,
}
OF_A_CALL: type[Section] = CallPage
