"""The texts that a site owes its visitors; each can be rewritten by whoever runs it."""

from submissions.retention.kinds import KEPT, KINDS, sentence
from submissions.sitetexts.models import SiteText

TITLES = {"privacy": "Privacy", "terms": "Terms of use", "accessibility": "Accessibility"}

BUILT_IN = {
    "privacy": """This site keeps what running a workshop needs, and nothing else.

- **Accounts**: name, address, affiliation, and what you add yourself. Passwords are kept as hashes; a mailed code does without.
- **Papers**: what you type and upload, each version, with its time and its SHA-256. Authors' names are seen by the organizers who handle the paper, never by its reviewers.
- **Reviews**: seen by the organizers who handle the paper, and by its authors without the reviewer's name.
- **A log** of who did what, for the organizers.
- **Cookies**: one that keeps you signed in and one that protects forms. No tracking, no third parties, no pictures from elsewhere.

**For how long?** A workshop may set other terms. Where it does not:

{terms}
- Kept for good: {kept}.

Whoever runs this server can read its disk. [Your account's page](/accounts/my-data/) has all that is kept about you as a file, and erases the account. To correct something, write to the organizers of your workshop.""".format(
        terms="\n".join(f"- {sentence(kind, kind.months)}" for kind in KINDS), kept=KEPT
    ),
    "terms": """Submit only what you may publish, and name everybody who wrote it. Treat papers that you review as confidential: do not share them, do not use them, do not give them to services that keep them.

Files are checked by a program. A check finds what its rules know; it is no promise. What was received is shown with its time and SHA-256.

The organizers of a workshop decide about its papers, and answer for its call.""",
    "accessibility": """Every page is made to work by keyboard, with a screen reader, on a phone, in light and dark, and without scripts; each is tested for the rules of WCAG 2.2 AA that a program can test.

PDFs are what their authors made them. Beside the pictures of the pages stands their text.

Something does not work for you? Write to the organizers: they can also do it in your place.""",
}


def text_of(key: str) -> str:
    row = SiteText.objects.filter(key=key).first()
    return row.text if row else BUILT_IN[key]
