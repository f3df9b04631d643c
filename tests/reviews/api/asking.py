"""A program that holds somebody's token."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.test import Client

from reviews.api import services
from reviews.api.models import Scope
from submissions.models import User


class Program:
    """Has no session: the token is all that it has."""

    def __init__(
        self, user: User, scopes: Sequence[str] = Scope.values, *, name: str = "A script", secret: str = ""
    ) -> None:
        days = timedelta(days=30)
        self.secret = secret or services.make(user=user, name=name, scopes=scopes, good_for=days)
        self.client = Client(headers={"Authorization": f"Bearer {self.secret}"})

    def ask(self, path: str, **headers: str) -> Any:
        """The answer's JSON, which a program gets by 200."""
        answer = self.client.get(f"/api/v1/{path}", headers=headers)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def refused(self, path: str) -> tuple[int, str]:
        answer = self.client.get(f"/api/v1/{path}")
        assert answer["Content-Type"] == "application/problem+json"
        said = answer.json()
        assert said["status"] == answer.status_code
        return answer.status_code, said["detail"]
