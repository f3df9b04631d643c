"""The site's settings for its suite: private servers, an empty folder, cheap passwords."""

import os

from tests.services import suite

_suite = suite()
_name = os.environ.get("PYTEST_XDIST_WORKER", "main")
_index = int(_name.removeprefix("gw")) + 1 if _name.startswith("gw") else 0
_var = _suite.folder / _name
(_var / "static").mkdir(parents=True, exist_ok=True)

os.environ |= {
    "VAR_DIR": str(_var),
    "DATABASE_URL": _suite.postgres_url or f"sqlite:///{_var / 'site.sqlite3'}",
    "REDIS_URL": f"{_suite.redis_url}/{2 * _index}" if _suite.redis_url else "",
    # Clearing the cache before each test must not empty the queue; a worker has to find the same one.
    "CACHE_URL": f"{_suite.redis_url}/{2 * _index + 1}" if _suite.redis_url else "",
    "DEMO": "1",
    "DEBUG": "0",
    "EMAIL_URL": "",
    "SITE_URL": "http://localhost:8000",
    "LOG_LEVEL": "WARNING",
}

from fedgenai_site.settings import *  # noqa: E402, F403 - they read the environment that was just set
from fedgenai_site.settings import DATABASES, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
DATABASES["default"]["TEST"] = {"NAME": "test_site"}
DATABASES["default"]["CONN_MAX_AGE"] = 0
if not _suite.redis_url:
    # A file, and not memory: the worker is another process.
    DATABASES["default"]["TEST"] = {"NAME": str(_suite.folder / "test.sqlite3")}
