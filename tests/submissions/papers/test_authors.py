"""Who is an author: rights, answers by mailed links, disputes, frozen lists, limits."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from reviews.decisions import release
from reviews.models import Decision
from submissions.accounts import merging
from submissions.conflicts.models import Conflict
from submissions.models import (
    Author,
    AuthorChange,
    AuthorConsent,
    AuthorLink,
    Call,
    Entry,
    Job,
    Letter,
    Paper,
    Workshop,
)
from submissions.papers import consents, letters
from tests.factories import DecisionFactory, UserFactory
from tests.personas import Persona, signed_in
from tests.submissions.papers.forms import ADA, BEN, as_saved, filled, pdf_file


def link_of(paper: Paper, email: str) -> str:
    return f"/{paper.workshop.slug}/author/{AuthorLink.objects.get(paper=paper, email=email).token}/"


@pytest.fixture
def told(paper: Paper, author: Persona) -> Paper:
    """`paper`, with its co-author asked."""
    letters.submitted(paper, author.user)
    return paper


def frozen(paper: Paper) -> None:
    Call.objects.filter(pk=paper.call_id).update(authors_frozen_at=paper.created_at - timedelta(days=1))


def wished(paper: Paper, *rows: dict[str, str], **changes: object) -> dict[str, object]:
    columns = {f"author-{field}": [row[field] for row in rows] for field in ADA}
    return {**columns, "reason": "She did the experiments.", "do": "save", **changes}


class TestRights:
    def test_an_author_with_a_look_changes_nothing(
        self, author: Persona, co_author: Persona, paper: Paper
    ) -> None:
        paper.authors.filter(user=co_author.user).update(rights=Author.Rights.VIEW)
        here = f"/{paper.workshop.slug}/papers/{paper.ref}/"

        assert co_author.get(here).status_code == 200
        assert co_author.get(f"{here}edit/").status_code == 404
        assert co_author.post(f"{here}upload/", {"pdf": pdf_file()}).status_code == 404
        assert co_author.post(f"{here}withdraw/").status_code == 404

    def test_the_form_gives_them_and_somebody_is_always_the_contact(
        self, author: Persona, workshop: Workshop
    ) -> None:
        rights = {"author-rights": ["edit", "view"], "pdf": pdf_file()}
        author.post(f"/{workshop.slug}/submit/", filled(workshop, ADA, BEN, **rights))

        assert list(Author.objects.values_list("rights", flat=True)) == ["contact", "view"]


class TestAnswers:
    def test_looking_twice_and_by_head_changes_nothing(self, told: Paper, co_author: Persona) -> None:
        url = link_of(told, co_author.user.email)
        for look in ("get", "head", "get"):
            assert getattr(Client(), look)(url, headers={"Sec-Purpose": "prefetch"}).status_code == 200

        assert AuthorLink.objects.get(email=co_author.user.email).state == "asked"

    def test_it_confirms_and_corrects_without_an_account(self, told: Paper, co_author: Persona) -> None:
        line = {"name": "Bastien Kowalczuk-Roy", "affiliation": "Eastvale", "do": "confirm"}
        Client().post(link_of(told, co_author.user.email), line)

        assert AuthorLink.objects.get(email=co_author.user.email).state == "confirmed"
        assert told.authors.get(user=co_author.user).name == "Bastien Kowalczuk-Roy"
        assert Job.objects.filter(kind="check.pdf", object_id=told.current_id or 0).exists()

    def test_it_attaches_its_address_to_the_account_that_is_signed_in(
        self, author: Persona, workshop: Workshop
    ) -> None:
        author.post(f"/{workshop.slug}/submit/", filled(workshop, ADA, BEN, pdf=pdf_file()))
        ben = signed_in(UserFactory.create(email="ben@home.example"))
        paper = Paper.objects.get()
        before = ben.get(f"/{workshop.slug}/papers/{paper.ref}/").status_code
        ben.post(link_of(paper, BEN["email"]), {**BEN, "do": "confirm"})

        assert (before, ben.get(f"/{workshop.slug}/papers/{paper.ref}/").status_code) == (404, 200)
        assert EmailAddress.objects.get(email=BEN["email"]).user == ben.user

    def test_it_never_takes_an_address_from_another_account(
        self, told: Paper, co_author: Persona, outsider: Persona
    ) -> None:
        outsider.post(
            link_of(told, co_author.user.email), {"name": "Bastien", "affiliation": "X", "do": "confirm"}
        )

        assert EmailAddress.objects.get(email=co_author.user.email).user == co_author.user
        assert not told.authors.filter(user=outsider.user).exists()

    def test_a_dispute_tells_all_authors_and_the_desk_once(
        self, told: Paper, author: Persona, co_author: Persona, organizer: Persona
    ) -> None:
        for _ in range(2):
            Client().post(link_of(told, co_author.user.email), {"words": "I never saw it.", "do": "dispute"})

        people = sorted(letter.to for letter in Letter.objects.filter(kind="disputed"))
        assert people == sorted([author.user.email, co_author.user.email, organizer.user.email])

    def test_a_dispute_needs_a_word(self, told: Paper, co_author: Persona) -> None:
        answer = Client().post(link_of(told, co_author.user.email), {"words": "", "do": "dispute"})

        assert answer.status_code == 422
        assert "Say in a sentence what is wrong." in answer.content.decode()

    def test_an_acceptance_waits_until_it_is_settled(
        self, told: Paper, co_author: Persona, organizer: Persona
    ) -> None:
        workshop = told.workshop
        DecisionFactory.create(paper=told, by=organizer.user, state=Decision.State.READY)
        Client().post(link_of(told, co_author.user.email), {"words": "I never saw it.", "do": "dispute"})
        held = list(release.ready(organizer.user, workshop))
        desk = f"/{workshop.slug}/desk/papers/{told.ref}/authors/"
        assert "I never saw it." in organizer.get(desk).content.decode()
        organizer.post(desk, {"do": f"settle-{AuthorLink.objects.get(state='disputed').pk}"})

        assert (held, release.ready(organizer.user, workshop).count()) == ([], 1)


class TestFrozen:
    def test_the_form_no_longer_changes_the_list(self, author: Persona, workshop: Workshop) -> None:
        author.post(f"/{workshop.slug}/submit/", filled(workshop, ADA, pdf=pdf_file()))
        paper = Paper.objects.get()
        frozen(paper)
        form = filled(workshop, ADA, BEN, title="Another") | {
            "ref": paper.ref,
            "version": str(paper.version),
        }
        author.post(f"/{workshop.slug}/papers/{paper.ref}/edit/", form)

        paper.refresh_from_db()
        assert (paper.title, paper.authors.count()) == ("Another", 1)

    def test_after_closing_a_change_is_asked_for(
        self, author: Persona, organizer: Persona, paper: Paper
    ) -> None:
        url = f"/{paper.workshop.slug}/papers/{paper.ref}/authors/"
        before = author.get(url).status_code
        with time_machine.travel(paper.call.closes_at + timedelta(hours=1), tick=False):
            author.post(url, wished(paper, ADA, BEN))

        wish = AuthorChange.objects.get()
        assert (before, wish.state, [row["name"] for row in wish.rows]) == (
            404,
            "asked",
            [ADA["name"], BEN["name"]],
        )
        assert paper.authors.filter(email=ADA["email"]).count() == 0
        assert organizer.user.email in {letter.to for letter in Letter.objects.filter(kind="authors_asked")}

    def test_a_wish_without_a_reason_keeps_its_lines(self, author: Persona, paper: Paper) -> None:
        frozen(paper)
        url = f"/{paper.workshop.slug}/papers/{paper.ref}/authors/"
        answer = author.post(url, wished(paper, ADA, reason=""))

        assert answer.status_code == 422
        assert ADA["email"] in answer.content.decode()

    def test_an_allowed_change_finds_conflicts_checks_again_and_names_who_is_assigned(
        self, author: Persona, organizer: Persona, reviewer: Persona, paper: Paper
    ) -> None:
        frozen(paper)
        here = f"/{paper.workshop.slug}/papers/{paper.ref}/authors/"
        desk = f"/{paper.workshop.slug}/desk/papers/{paper.ref}/authors/"
        author.post(here, wished(paper, ADA, {**BEN, "email": reviewer.user.email}))
        organizer.post(desk, {"do": f"allow-{AuthorChange.objects.get().pk}", "note": "Fine."})

        assert [line.name for line in paper.authors.all()] == [ADA["name"], BEN["name"]]
        assert Conflict.objects.filter(paper=paper, user=reviewer.user, kind="self").exists()
        assert Job.objects.filter(kind="check.pdf", object_id=paper.current_id or 0).exists()
        assert "Now in conflict, and still assigned: Ravi Tessaro" in organizer.get(desk).content.decode()
        assert author.user.email in {letter.to for letter in Letter.objects.filter(kind="authors_decided")}

    def test_a_refused_change_changes_nothing(
        self, author: Persona, organizer: Persona, paper: Paper
    ) -> None:
        frozen(paper)
        author.post(f"/{paper.workshop.slug}/papers/{paper.ref}/authors/", wished(paper, ADA))
        desk = f"/{paper.workshop.slug}/desk/papers/{paper.ref}/authors/"
        for do in ("refuse", "allow"):
            organizer.post(desk, {"do": f"{do}-{AuthorChange.objects.get().pk}"})

        assert AuthorChange.objects.get().state == "refused"
        assert not paper.authors.filter(email=ADA["email"]).exists()

    def test_everybody_is_asked_and_looking_changes_nothing(
        self, author: Persona, organizer: Persona, visitor: Client, paper: Paper
    ) -> None:
        frozen(paper)
        author.post(f"/{paper.workshop.slug}/papers/{paper.ref}/authors/", wished(paper, ADA))
        old = set(paper.authors.values_list("email", flat=True)) - {author.user.email}
        asked = {letter.to: letter for letter in Letter.objects.filter(kind="authors_consent")}
        assert set(asked) == old | {ADA["email"]}

        for consent in AuthorConsent.objects.exclude(agrees=True):
            link = f"/{paper.workshop.slug}/author-consent/{consent.token}/"
            assert link in asked[consent.email].body
            visitor.get(link)
            visitor.head(link)
        desk = f"/{paper.workshop.slug}/desk/papers/{paper.ref}/authors/"
        allow = {"do": f"allow-{AuthorChange.objects.get().pk}"}
        assert "Not allowed yet" in organizer.post(desk, allow, follow=True).content.decode()

        for consent in AuthorConsent.objects.exclude(agrees=True):
            visitor.post(f"/{paper.workshop.slug}/author-consent/{consent.token}/", {"do": "agree"})
        organizer.post(desk, allow)
        assert [line.name for line in paper.authors.all()] == [ADA["name"]]
        late = AuthorConsent.objects.exclude(email=author.user.email)[0]
        answer = visitor.post(
            f"/{paper.workshop.slug}/author-consent/{late.token}/", {"do": "object"}, follow=True
        )
        assert "It is decided already" in answer.content.decode()

    def test_whoever_has_not_answered_is_reminded_once_a_day_until_answers_are_due(
        self, author: Persona, visitor: Client, paper: Paper
    ) -> None:
        frozen(paper)
        author.post(f"/{paper.workshop.slug}/papers/{paper.ref}/authors/", wished(paper, ADA))
        yes, silent = AuthorConsent.objects.exclude(agrees=True)
        visitor.post(f"/{paper.workshop.slug}/author-consent/{yes.token}/", {"do": "agree"})
        asked_at = AuthorChange.objects.get().asked_at
        for hours in range(6, 12 * 24, 6):
            with time_machine.travel(asked_at + timedelta(hours=hours), tick=False):
                consents.remind()

        reminders = Letter.objects.filter(kind="authors_consent", subject__startswith="Reminder")
        assert [letter.to for letter in reminders] == [silent.email] * 6


class TestActing:
    def test_a_handler_changes_a_paper_after_closing_and_all_are_told(
        self, author: Persona, co_author: Persona, organizer: Persona, paper: Paper
    ) -> None:
        url = f"/{paper.workshop.slug}/desk/papers/{paper.ref}/edit/"
        with time_machine.travel(paper.call.closes_at + timedelta(hours=1), tick=False):
            organizer.post(url, as_saved(paper, paper.workshop, title="Mended", pdf=pdf_file()))

        paper.refresh_from_db()
        assert (paper.title, paper.versions.count()) == ("Mended", 2)
        assert Entry.objects.filter(verb="paper.saved", actor=organizer.user).exists()
        told = {letter.to for letter in Letter.objects.filter(kind="acted")}
        assert told == {author.user.email, co_author.user.email}

    def test_a_withdrawn_paper_is_brought_back(
        self, author: Persona, organizer: Persona, paper: Paper
    ) -> None:
        author.post(f"/{paper.workshop.slug}/papers/{paper.ref}/withdraw/")
        organizer.post(f"/{paper.workshop.slug}/desk/papers/{paper.ref}/revive/")

        paper.refresh_from_db()
        assert (paper.state, paper.withdrawn_at) == ("submitted", None)

    @pytest.mark.parametrize("part", ["edit", "authors", "revive"])
    @pytest.mark.parametrize("who", ["organizer_in_conflict", "reviewer", "author"])
    def test_nobody_else_acts(
        self, who: str, part: str, paper: Paper, request: pytest.FixtureRequest
    ) -> None:
        client: Persona = request.getfixturevalue(who)
        url = f"/{paper.workshop.slug}/desk/papers/{paper.ref}/{part}/"

        assert client.post(url, as_saved(paper, paper.workshop)).status_code == 404


class TestLimit:
    def test_the_paper_beyond_it_stays_a_draft(
        self, author: Persona, paper: Paper, workshop: Workshop
    ) -> None:
        Call.objects.update(papers_per_author=1)
        form = filled(workshop, {**ADA, "email": author.user.email}, pdf=pdf_file())
        page = author.post(f"/{workshop.slug}/submit/", form, follow=True).content.decode()

        assert Paper.objects.exclude(pk=paper.pk).get().state == "draft"
        assert f"{author.user.email} has as many papers here as this call allows" in page

    def test_two_accounts_that_became_one_count_together(
        self, author: Persona, paper: Paper, workshop: Workshop
    ) -> None:
        Call.objects.update(papers_per_author=1)
        old = UserFactory.create(email="amara@old.example")
        form = filled(workshop, {**ADA, "email": old.email}, pdf=pdf_file())
        merging.merge(into=author.user, other=old)
        author.post(f"/{workshop.slug}/submit/", form)

        assert Paper.objects.exclude(pk=paper.pk).get().state == "draft"

    def test_withdrawing_and_reviving_does_not_get_around_it(
        self, author: Persona, organizer: Persona, paper: Paper, workshop: Workshop
    ) -> None:
        Call.objects.update(papers_per_author=1)
        author.post(f"/{workshop.slug}/papers/{paper.ref}/withdraw/")
        form = filled(workshop, {**ADA, "email": author.user.email}, pdf=pdf_file())
        author.post(f"/{workshop.slug}/submit/", form)
        answer = organizer.post(f"/{workshop.slug}/desk/papers/{paper.ref}/revive/", follow=True)

        paper.refresh_from_db()
        assert paper.state == "withdrawn"
        assert "Not brought back" in answer.content.decode()
