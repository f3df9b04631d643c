"""A reviewer's own papers, and how near they are to each submission."""

import pytest
from django.urls import reverse

from reviews.expertise import services, stale
from reviews.models import Affinity
from submissions.models import Conflict, Job, Paper, Publication, Workshop
from tests.factories import PublicationFactory
from tests.papers import complete_paper, small_pdf
from tests.personas import Persona
from tests.workers import do_jobs

BIBTEX = r"""
@article{a, title={Pruning {LoRA} Prompts f{\"u}r Hospitals}, author={Wanjiru, Elke and Bastien Kowalczuk and others},
  year=2025, abstract={We prune prompts.}}
@inproceedings{broken, title="No end
"""


def page_of(workshop: Workshop) -> str:
    return reverse("expertise", args=[workshop.slug])


def test_pasted_bibtex_becomes_a_list_and_its_co_authors_conflicts(
    workshop: Workshop, paper: Paper, reviewer_elsewhere: Persona
) -> None:
    page = reviewer_elsewhere.post(page_of(workshop), {"papers": BIBTEX}, follow=True).content.decode()
    work = Publication.objects.get()
    assert work.title == "Pruning LoRA Prompts für Hospitals"
    assert work.authors == ["Wanjiru, Elke", "Bastien Kowalczuk"]
    assert (work.year, work.text) == (2025, "We prune prompts.")
    assert "1 paper added" in page
    assert "@inproceedings{broken" in page
    assert Conflict.objects.get(paper=paper).kind == "coauthor"


def test_titles_one_a_line_are_read_and_the_same_paper_counts_once(
    workshop: Workshop, reviewer_elsewhere: Persona
) -> None:
    lines = "1. On the Merging of Models, 2024\n* ON THE MERGING OF MODELS (2024)\nshort\n\nAnother Paper Altogether"
    reviewer_elsewhere.post(page_of(workshop), {"papers": lines})
    page = reviewer_elsewhere.post(page_of(workshop), {"papers": lines}, follow=True).content.decode()
    found = set(Publication.objects.values_list("title", "year"))
    assert ("Another Paper Altogether", None) in found
    assert {year for _, year in found} == {2024, None}
    assert "stood there already" in page
    assert "short" in page


@pytest.mark.parametrize("papers", ["", "   ", "x\ny"])
def test_what_holds_no_paper_is_refused_and_kept(
    workshop: Workshop, reviewer_elsewhere: Persona, papers: str
) -> None:
    answer = reviewer_elsewhere.post(page_of(workshop), {"papers": papers})
    assert answer.status_code == 422
    assert papers.strip() in answer.content.decode()


def test_a_list_has_an_end(workshop: Workshop, reviewer_elsewhere: Persona) -> None:
    lines = "\n".join(f"A paper with the number {n}" for n in range(301))
    assert "Your list would get longer" in reviewer_elsewhere.post(page_of(workshop), {"papers": lines}).text
    assert not Publication.objects.exists()


def test_one_takes_off_ones_own_papers_only(
    workshop: Workshop, reviewer_elsewhere: Persona, outsider: Persona
) -> None:
    mine = PublicationFactory.create(user=reviewer_elsewhere.user)
    other = PublicationFactory.create(user=outsider.user)
    for work in (mine, other):
        reviewer_elsewhere.post(reverse("expertise-remove", args=[workshop.slug, work.pk]))
    assert list(Publication.objects.all()) == [other]


def test_a_pdf_is_read_by_a_worker_and_forgotten(
    workshop: Workshop, reviewer_elsewhere: Persona, tmp_path: object
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("mine.pdf", small_pdf("Ledgers for Synthetic Data in Hospitals"))
    page = reviewer_elsewhere.post(page_of(workshop), {"pdf": file}, follow=True).text
    assert "being read" in page
    do_jobs()
    work = Publication.objects.get()
    assert work.title == "Ledgers for Synthetic Data in Hospitals"
    assert (bool(work.file), work.problem) == (False, "")


def test_what_is_no_pdf_is_refused_in_words(workshop: Workshop, reviewer_elsewhere: Persona) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = reviewer_elsewhere.post(page_of(workshop), {"pdf": SimpleUploadedFile("a.pdf", b"PK\x03\x04")})
    assert answer.status_code == 422
    assert "not a PDF" in answer.text


@pytest.fixture
def compared(workshop: Workshop, paper: Paper, author: Persona, reviewer_elsewhere: Persona) -> Paper:
    """Two submissions, of which the returned one is near to the reviewer's papers."""
    Paper.objects.filter(pk=paper.pk).update(title="Tides and Harbours", abstract="Boats at sea.")
    near = complete_paper(workshop, author.user, title="Federated Tuning of Adapters")
    Paper.objects.filter(pk=near.pk).update(abstract="Adapters are tuned in federations of hospitals.")
    PublicationFactory.create(user=reviewer_elsewhere.user, title="Adapters Tuned in Federations")
    PublicationFactory.create(user=reviewer_elsewhere.user, title="A History of Bells")
    services.compare(_job(workshop))
    return near


def _job(workshop: Workshop) -> Job:
    from submissions.jobs import services as jobs

    job = jobs.claim(jobs.enqueue(services.KIND, workshop.pk).pk)
    assert job
    return job


def test_the_nearest_paper_and_the_shared_terms_are_the_reason(
    compared: Paper, paper: Paper, reviewer_elsewhere: Persona
) -> None:
    near = Affinity.objects.get(paper=compared)
    far = Affinity.objects.get(paper=paper)
    assert near.nearest == "Adapters Tuned in Federations"
    assert {word for term in near.terms for word in term.split()} >= {"adapters"}
    assert 0 <= far.value < near.value <= 1
    assert near.reviewer == reviewer_elsewhere.user


def test_a_changed_list_makes_affinities_stale_and_nothing_else_does(
    compared: Paper, workshop: Workshop, reviewer_elsewhere: Persona, author: Persona
) -> None:
    assert stale.recompare() == 0
    PublicationFactory.create(user=author.user)
    assert stale.recompare() == 0
    PublicationFactory.create(user=reviewer_elsewhere.user)
    assert stale.recompare() == 1
    assert Job.objects.filter(kind=services.KIND, state="queued").count() == 1


def test_a_host_may_measure_with_a_model_of_its_own(
    compared: Paper, workshop: Workshop, settings: object
) -> None:
    settings.AFFINITY_SIMILARITY = "tests.reviews.expertise.models_of_hosts.by_length"  # type: ignore[attr-defined]
    assert stale.recompare() == 1
    Job.objects.all().delete()
    services.compare(_job(workshop))
    assert {round(row.cosine, 3) for row in Affinity.objects.all()} == {0.5}
