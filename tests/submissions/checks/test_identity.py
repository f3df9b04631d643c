from dataclasses import replace

import pytest

from submissions.checks import Author
from submissions.checks.identity import folder_user, is_name
from tests.submissions.checks.judging import JANA, PRESET, findings, levels, of
from tests.submissions.checks.pdfs import Draft, Pdf, Sheet, paper


def with_block(*lines: str) -> list[str]:
    return levels("AN-001", findings(paper(block=lines)))


@pytest.mark.parametrize(
    "lines",
    [
        ("Jana Lindqvist and Tariq Okafor",),
        ("Jana Lindqvist, Tariq Okafor, Mei-Ling Zhou",),
        ("Jana Lindqvist1 Tariq Okafor2",),
        ("Jana Lindqvist", "Department of Statistics, University of Northfield"),
        ("Mei Zhou", "Tariq Okafor"),
    ],
)
def test_names_under_the_title_are_found(lines: tuple[str, ...]) -> None:
    assert with_block(*lines) == ["error"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Anonymous Submission",),
        ("Anonymous Authors", "Paper ID 431"),
        ("Under double-blind review, names withheld",),
        ("Author Name", "Affiliation", "email@example.com"),
        ("No Institute Given",),
        (),
    ],
)
def test_placeholders_and_anonymous_words_are_not_names(lines: tuple[str, ...]) -> None:
    assert with_block(*lines) == []


def test_the_box_of_names_lies_on_them() -> None:
    found = of("AN-001", findings(paper(block=("Jana Lindqvist and Tariq Okafor",))))[0]
    assert found.page == 1
    assert found.box is not None
    x0, y0, x1, y1 = found.box
    assert 198 < x0 < 202
    assert x1 > 340
    assert 115 < y0 < y1 < 136


def test_a_lone_name_counts_when_the_properties_repeat_it() -> None:
    pdf = Pdf(*paper(block=("Jana Lindqvist",)), info="/Author (Jana Lindqvist)")
    assert levels("AN-001", findings(pdf)) == ["error"]


def test_a_subtitle_is_not_a_name() -> None:
    assert with_block("A Study of Forty Hospitals in Three Countries with Small Records") == []


def test_a_placeholder_is_an_info() -> None:
    assert levels("AN-011", findings(paper(block=("Author Name", "email@example.com")))) == ["info"]


def test_the_templates_author_in_the_properties_is_an_info() -> None:
    found = findings(Pdf(*paper(), info="/Author (AAAI Press Staff, Pater Patel Schneider)"))
    assert not of("AN-003", found)
    assert levels("AN-011", found) == ["info"]


def test_another_title_in_the_properties_is_an_info() -> None:
    assert levels(
        "AN-011", findings(Pdf(*paper(), info="/Title (Robust Grasping with Seven Fingered Hands)"))
    ) == ["info"]
    assert not of(
        "AN-011", findings(Pdf(*paper(), info="/Title (Sharing Prompts across Sites without Sharing Data)"))
    )


def test_an_author_cited_very_often_is_an_info() -> None:
    farkas = [Author("Bela Farkas")]
    assert levels("AN-011", findings(paper(reference_count=12), authors=farkas)) == ["info"]
    assert not of("AN-011", findings(paper(reference_count=4), authors=farkas))


@pytest.mark.parametrize(
    "line",
    ["Write to jana.lindqvist@northfield.edu now", "{jana, tariq}@northfield.edu", "jana @northfield.edu", "jana [at] northfield [dot] edu"],
)  # fmt: skip
def test_addresses_are_found_in_all_ways_of_writing(line: str) -> None:
    assert levels("AN-002", findings(paper(extra=[line]))) == ["error"]


@pytest.mark.parametrize(
    "line", ["hits@10 and recall@5.", "anonymous@review.org", "name@example.com", "we write f@g for both"]
)
def test_measures_and_examples_are_not_addresses(line: str) -> None:
    assert not of("AN-002", findings(paper(extra=[line])))


def test_the_box_of_an_address_lies_on_it() -> None:
    found = of("AN-002", findings(paper(extra=["Write to jana@northfield.edu now"])))[0]
    assert found.box is not None
    assert 85 < found.box[0] < 100
    assert 170 < found.box[2] < 205


def test_a_link_that_opens_a_mail_is_found_though_the_text_hides_it() -> None:
    sheets = paper()
    sheets[0].link((60, 300, 120, 310), "mailto:jana@northfield.edu")
    found = of("AN-002", findings(sheets))
    assert [(f.severity, f.page, f.box) for f in found] == [("error", 1, (60, 300, 120, 310))]


def cited(entry: str) -> list[Sheet]:
    draft = Draft()
    sheets = paper(draft=draft)
    draft.line(entry)
    return sheets


def test_an_address_in_the_references_is_not_the_authors() -> None:
    assert not of("AN-002", findings(cited("Okafor, T. 2020. tariq@northfield.edu.")))


@pytest.mark.parametrize(
    "line",
    ["We thank Jana Lindqvist warmly", "Lindqvist, Jana led it", "by Jana M. Lindqvist in spring", "the number 0000-0002-1825-0097 is ours"],
)  # fmt: skip
def test_an_author_of_the_form_is_found_in_the_body(line: str) -> None:
    assert "error" in levels("AN-012", findings(paper(extra=[line]), authors=[JANA]))


def test_an_author_is_found_over_the_end_of_a_line() -> None:
    found = of(
        "AN-012",
        findings(
            paper(extra=["and this was done by Jana", "Lindqvist in the spring of the year"]), authors=[JANA]
        ),
    )
    assert [f.page for f in found] == [1]


@pytest.mark.parametrize(("form", "line"), [("Jörg Müller", "by Joerg Mueller"), ("Joerg Mueller", "by Jörg Müller"), ("Łukasz Ødegård", "by Lukasz Odegard")])  # fmt: skip
def test_umlauts_are_one_name_in_every_spelling(form: str, line: str) -> None:
    assert of("AN-012", findings(paper(extra=[line]), authors=[Author(form)]))


def test_the_surname_in_a_citation_is_not_the_author() -> None:
    assert not of("AN-012", findings(paper(extra=["as Lindqvist et al. (2020) show"]), authors=[JANA]))


def test_an_author_in_the_references_is_not_a_leak() -> None:
    assert not of(
        "AN-012", findings(cited("Jana Lindqvist and Bela Farkas. Learning. 2020."), authors=[JANA])
    )


def test_affiliations_at_the_foot_of_the_first_page_are_found() -> None:
    sheets = paper()
    sheets[0].text(54, 697, "1 University of Northfield, 2 Southport College", size=8)
    assert levels("AN-001", findings(sheets)) == ["error"]


@pytest.mark.parametrize(
    "line",
    [
        "Technical Appendix, Version 2",
        "Supplementary Material for Paper 431",
        "Montreal Workshop, August 2025",
    ],
)
def test_other_lines_under_the_title_are_not_names(line: str) -> None:
    assert with_block(line) == []


@pytest.mark.parametrize("value", ["hp pc", "DESKTOP-8J2K1", "User1", "Utilisateur Windows", "LaTeX with hyperref", "N/A", "IEEE"])  # fmt: skip
def test_a_computer_a_program_and_a_venue_name_nobody(value: str) -> None:
    assert not is_name(value)


@pytest.mark.parametrize("value", ["Jana Lindqvist", "jlindqvist", "Li Wei", "University of Northfield"])
def test_people_accounts_and_places_are_names(value: str) -> None:
    assert is_name(value)


def test_a_folder_called_users_inside_a_project_is_nobodys_home() -> None:
    assert folder_user("figures/users/growth.pdf") is None
    assert folder_user("file:///Users/kofi/growth.pdf") == "kofi"


def test_a_known_author_in_the_author_block_is_one_finding_that_tells_whose_name_it_is() -> None:
    found = findings(paper(block=["Jana Lindqvist, Kofi Okafor"]), authors=[JANA])

    assert not of("AN-012", found)
    assert "The form names Jana Lindqvist as an author" in of("AN-001", found)[0].message


def test_a_known_author_counts_where_the_rule_about_the_author_block_is_off() -> None:
    without = replace(PRESET, severities={"AN-001": "off"})

    assert levels("AN-012", findings(paper(block=["Jana Lindqvist, Kofi Okafor"]), without, [JANA])) == [
        "error"
    ]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("ORCID: 0000-0002-1825-0097", ["error"]),
        ("Its serial number is 0000-0002-1825-0097.", []),
        ('Prompts such as "mail bob@shopping.de about it" are common.', ["warning"]),
    ],
)
def test_numbers_of_persons_are_found_and_quoted_addresses_are_doubted(line: str, level: list[str]) -> None:
    assert levels("AN-002", findings(paper(extra=[line]))) == level


def test_a_running_head_that_shortens_an_authors_name_is_found_and_a_citation_is_not() -> None:
    sheets = paper(extra=["J. Lindqvist et al. [3] showed it."])
    assert not of("AN-012", findings(sheets, authors=[JANA]))
    sheets[1].text(200, 40, "J. Lindqvist et al.", size=8)

    assert [found.page for found in of("AN-012", findings(sheets, authors=[JANA]))] == [2]
