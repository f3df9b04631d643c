import pytest

from reviews.committee.paste import Invitee, parse

LEA = Invitee("lea.haddad@example.org", "Lea Haddad", "Institute of Invented Studies")


@pytest.mark.parametrize(
    "line",
    [
        "Lea Haddad <lea.haddad@example.org>, Institute of Invented Studies",
        "Lea Haddad <Lea.Haddad@example.org> (Institute of Invented Studies)",
        "Lea Haddad, lea.haddad@example.org, Institute of Invented Studies",
        "Lea Haddad\tlea.haddad@example.org\tInstitute of Invented Studies",
        "Lea Haddad, Institute of Invented Studies, lea.haddad@example.org",
        "lea.haddad@example.org, Lea Haddad, Institute of Invented Studies",
        '"Lea Haddad" <lea.haddad@example.org>; Institute of Invented Studies',
    ],
)
def test_it_reads_any_usual_notation(line: str) -> None:
    assert parse(line)[0].invitee == LEA


def test_an_address_alone_is_enough() -> None:
    assert parse("lea.haddad@example.org")[0].invitee == Invitee("lea.haddad@example.org")


def test_a_name_with_a_comma_stays_whole_before_brackets() -> None:
    assert parse("Haddad, Lea <lea.haddad@example.org>")[0].invitee == Invitee(
        "lea.haddad@example.org", "Haddad, Lea"
    )


@pytest.mark.parametrize("line", ["Lea Haddad", "lea@nowhere", "@example.org", "lea@@example.org"])
def test_a_line_without_an_address_names_nobody(line: str) -> None:
    assert parse(line)[0].invitee is None


def test_empty_lines_are_nothing() -> None:
    assert [line.line for line in parse("\n a@example.org \n\n\n b@example.org")] == [
        "a@example.org",
        "b@example.org",
    ]
