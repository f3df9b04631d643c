"""Every setting of the site. Values that differ between machines come from the environment (or a `.env` file).

With an empty environment this is the small shape: SQLite, a broker in a folder, mail as files, everything in `var/`.
"""

from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF
from environs import Env
from kombu.entity import Queue

from fedgenai_site.operating.memory import fitting_jobs

django_stubs_ext.monkeypatch()  # generic forms and querysets may be subscripted at run time

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

VAR_DIR = env.path("VAR_DIR", BASE_DIR / "var")

# --- Who serves whom -------------------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)
SECRET_KEY = env.str("SECRET_KEY", "insecure-only-for-this-machine")
SITE_URL = env.str("SITE_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
# Besides operators: nobody ("operators"), who organizes one already ("organizers"), or "everybody" with an account.
CREATORS = env.str("CREATORS", "operators")
HTTPS = SITE_URL.startswith("https://")

INSTALLED_APPS = [
    "submissions",
    "reviews",
    "fedgenai_site",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "fedgenai_site.apps.OwnStaticFiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "template_partials",
]
if DEMO:
    INSTALLED_APPS.append("fedgenai_site.demo")

MIDDLEWARE = [
    "fedgenai_site.middleware.arrival",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fedgenai_site.middleware.Guests",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "fedgenai_site.middleware.limits",
    "fedgenai_site.middleware.private_pages",
]

ROOT_URLCONF = "fedgenai_site.urls"
WSGI_APPLICATION = "fedgenai_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fedgenai_site.header.header",
            ],
            "builtins": ["submissions.templatetags.ui"],
        },
    },
]
FORM_RENDERER = "fedgenai_site.renderers.SiteForms"

# --- Database --------------------------------------------------------------------------------------------------
ATOMIC_REQUESTS = False  # with IMMEDIATE transactions it would serialise every GET
_database = env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'site.sqlite3'}")


def _tuned(database: dict[str, Any]) -> dict[str, Any]:
    options = dict(database.get("OPTIONS", {}))
    if "sqlite" in database["ENGINE"]:
        options |= {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    elif env.bool("DATABASE_POOL", False):
        options["pool"] = {"min_size": 1, "max_size": 8}
    else:
        database["CONN_MAX_AGE"] = 60
    return {**database, "OPTIONS": options}


DATABASES = {"default": _tuned(dict(_database))}

# --- Cache and rate limits: shared by all processes, so never per-process memory ---------------------------------
REDIS_URL = env.str("REDIS_URL", "")
CACHE_URL = env.str("CACHE_URL", REDIS_URL)
if CACHE_URL:
    CACHES: dict[str, dict[str, Any]] = {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": CACHE_URL,
            # Without Redis nothing is cached and no rate is limited, but every page answers.
            "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 1, "SOCKET_TIMEOUT": 2},
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(VAR_DIR / "cache"),
        }
    }

# --- Queue -----------------------------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"  # the name is not used, but asked for
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        "visibility_timeout": 600,
        "unacked_restore_throttle": 1,
        "unacked_restore_interval": 5,
        "socket_connect_timeout": 2,
        "socket_timeout": 10,
        # Whoever uploads does not wait for a broker that is away: the job's row is safe.
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(VAR_DIR / "broker"),
        "data_folder_out": str(VAR_DIR / "broker"),
        "processed_folder": str(VAR_DIR / "broker-done"),
        "control_folder": str(VAR_DIR / "broker-control"),
        "store_processed": False,
        "polling_interval": 0.1,  # two jobs at most are taken in one: a burst would wait for it
    }
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A job of the kind `check.pdf` goes to `check`; a worker without --queues serves them all.
CELERY_TASK_QUEUES = [Queue(name) for name in ("check", "mail", "solve", "sweep")]
CELERY_TASK_DEFAULT_QUEUE = "sweep"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONCURRENCY = env.int("WORKER_JOBS", fitting_jobs())  # by the machine's memory
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_TIME_LIMIT = 120
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
SWEEP_IN_WORKER = env.bool("SWEEP_IN_WORKER", True)

# --- Files and uploads -----------------------------------------------------------------------------------------
MEDIA_ROOT = VAR_DIR / "files"
MAX_UPLOAD_BYTES = 20 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "submissions.papers.uploads.LimitedUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = env.str("UPLOAD_TEMP_DIR", "") or None
FILE_UPLOAD_PERMISSIONS = 0o640

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_ROOT = BASE_DIR / "static" / "root"  # what browsers ask for at the top of a site
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "fedgenai_site.staticfiles.HashedStatic"},
}

# --- Accounts --------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "submissions.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "fedgenai_site.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "fedgenai_site.forms.LoginForm",
    "signup": "fedgenai_site.forms.SignupForm",
    "add_email": "fedgenai_site.forms.AddressForm",
    "reset_password": "fedgenai_site.forms.ResetForm",
    "request_login_code": "fedgenai_site.forms.CodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_SIGNUP_FORM_CLASS = "submissions.accounts.forms.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900  # mail may take its time
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
# Many people stand behind a campus's one address: tries are counted per account and address together.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "200/m/ip,5/300s/key",
    "login_failed_anywhere": "100/h/key",
    "signup": "60/m/ip",
    "reset_password": "60/m/ip,5/m/key",
    "request_login_code": "60/m/ip,3/m/key",
    "confirm_email": "3/m/key",
}
MFA_ADAPTER = "fedgenai_site.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_TOTP_ISSUER = "FedGenAI"
# Sign-in through others, each when its keys are set: ORCID_CLIENT_ID and ORCID_CLIENT_SECRET, and so on.
SIGN_IN_THROUGH = {
    name: origin
    for name, origin in {
        "orcid": "https://orcid.org",
        "github": "https://github.com",
        "google": "https://accounts.google.com",
    }.items()
    if env.str(f"{name.upper()}_CLIENT_ID", "")
}
if SIGN_IN_THROUGH:
    INSTALLED_APPS += ["allauth.socialaccount"]
    INSTALLED_APPS += [f"allauth.socialaccount.providers.{name}" for name in SIGN_IN_THROUGH]
SOCIALACCOUNT_PROVIDERS = {
    name: {
        "APPS": [
            {
                "client_id": env.str(f"{name.upper()}_CLIENT_ID"),
                "secret": env.str(f"{name.upper()}_CLIENT_SECRET", ""),
            }
        ]
    }
    for name in SIGN_IN_THROUGH
}

# --- Mail ------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "FedGenAI <workshop@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_DIR = VAR_DIR / "mail"
_mail = env.dj_email_url("EMAIL_URL", "") if env.str("EMAIL_URL", "") else None
if _mail:
    EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
    EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail["EMAIL_USE_TLS"], _mail["EMAIL_USE_SSL"]
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = MAIL_DIR

# What the mail server takes at most; 0 is no limit.
MAIL_PER_HOUR = env.int("MAIL_PER_HOUR", 0)
MAIL_PER_DAY = env.int("MAIL_PER_DAY", 0)
# Reports of failed delivery go to this address, and are read from this Maildir or imaps://user:password@host/INBOX.
MAIL_BOUNCES_TO = env.str("MAIL_BOUNCES_TO", "")
MAIL_BOUNCES_FROM = env.str("MAIL_BOUNCES_FROM", "")

# How near texts are: empty for our own measure, or a function of the host's, "package.module.name" (docs/matching.md).
AFFINITY_SIMILARITY = env.str("AFFINITY_SIMILARITY", "")

# --- Language and time -----------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# --- What browsers may do --------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *SIGN_IN_THROUGH.values()],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "fedgenai_site.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS and env.bool("SSL_REDIRECT", True)
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", "INFO")},
}
