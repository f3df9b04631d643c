import pytest
from django.test import Client

from tests.personas import Persona, persona


@pytest.mark.parametrize("key", ["privacy", "terms", "accessibility"])
@pytest.mark.django_db
def test_each_text_stands_there_from_the_start(key: str, visitor: Client) -> None:
    assert visitor.get(f"/accounts/about/{key}/").status_code == 200


def test_whoever_runs_the_site_rewrites_it_and_no_script_gets_in(db: None, visitor: Client) -> None:
    operator = persona("Odile Renner", is_operator=True)
    operator.post("/accounts/about/terms/edit/", {"text": "Be **kind**. <script>alert(1)</script>"})
    page = visitor.get("/accounts/about/terms/").content.decode()

    assert "Be <strong>kind</strong>." in page
    assert "<script>alert" not in page


def test_nobody_else_does(outsider: Persona) -> None:
    assert outsider.post("/accounts/about/terms/edit/", {"text": "x"}).status_code == 404


def test_robots_are_kept_from_mailed_links(visitor: Client, db: None) -> None:
    answer = visitor.get("/robots.txt")

    assert answer.headers["Content-Type"].startswith("text/plain")
    assert "Disallow: /*/author/" in answer.content.decode()
