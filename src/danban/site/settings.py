"""Settings, each read from the environment once, typed, failing loudly.

Every variable is described in docs/operate/settings.md; a house test compares the two.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import environs
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

env = environs.Env(eager=True)

PACKAGE = Path(__file__).resolve().parent
HOME = env.path("DANBAN_HOME", Path("var")).resolve()
HOME.mkdir(parents=True, exist_ok=True)


def _own_secret(path: Path) -> str:
    """The installation's secret: made once, readable by its owner only."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()


DEBUG = env.bool("DANBAN_DEBUG", False)
SECRET_KEY = env.str("DANBAN_SECRET_KEY", "") or _own_secret(HOME / "secret-key")
ALLOWED_HOSTS = env.list("DANBAN_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
# The portal's public address, as it stands in letters and mails.
ORIGIN = env.str("DANBAN_ORIGIN", f"http://localhost:{env.int('PORT', 8000)}")
CSRF_TRUSTED_ORIGINS = [ORIGIN]
SECURE = ORIGIN.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_q",
    "rules",
    "danban.apps.audit",
    "danban.apps.jobs",
    "danban.apps.files",
    "danban.apps.deliveries",
    "danban.apps.approvals",
    "danban.apps.accounts",
    "danban.apps.authorities",
    "danban.apps.library",
    "danban.apps.drafts",
    "danban.apps.consultations",
    "danban.apps.findings",
    "danban.apps.replies",
    "danban.apps.communication",
    "danban.apps.education",
    "danban.apps.accountability",
    "danban.apps.reports",
    "danban.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "danban.site.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "danban.site.urls"
WSGI_APPLICATION = "danban.site.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "danban.site.context.frame",
            ],
            "builtins": ["django.templatetags.i18n", "danban.site.templatetags.words"],
        },
    }
]

DATABASES = {
    "default": env.dj_db_url(
        "DATABASE_URL", f"sqlite:///{HOME / 'danban.sqlite3'}", conn_max_age=600
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE: a transaction that will write takes its lock at once, instead of
        # failing half-way when another writer came first.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: an acknowledged opinion survives a power cut.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
FORM_RENDERER = "danban.site.rendering.Fields"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "danban.apps.accounts.adapter.OfficersOnly"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_RATE_LIMITS: dict[str, str] = {"login_failed": "10/m/ip,5/5m/key"}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/lam-viec/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

# The interface is written in Vietnamese; English is its one catalogue.
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
# Legal days begin and end here; stored times are UTC.
TIME_ZONE = env.str("DANBAN_TIME_ZONE", "Asia/Ho_Chi_Minh")

STATIC_URL = "/tinh/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_STORE = HOME / "files"
UPLOAD_LIMIT_BYTES = env.int("DANBAN_UPLOAD_LIMIT_MB", 50) * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "danban.apps.files.uploads.LimitedUpload",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = HOME / "incoming"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)

EMAIL_FILE_PATH = HOME / "mail"
_mail = env.dj_email_url("DANBAN_EMAIL_URL", "file:")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = bool(_mail.get("EMAIL_USE_TLS"))
DEFAULT_FROM_EMAIL = env.str("DANBAN_MAIL_FROM", "danban@localhost")

# Two lanes, so that a long reading or findings run delays no mail.
# `retry` is the lease: a package whose worker died is handed out again after it.
Q_CLUSTER = {
    "name": "short",
    "orm": "default",
    "workers": 1,
    "timeout": 60,
    "retry": 90,
    "max_attempts": 3,
    "ack_failures": True,
    "poll": 0.5,
    "save_limit": 200,
    "catch_up": False,
    "label": "Danban",
    "ALT_CLUSTERS": {"long": {"workers": 1, "timeout": 3600, "retry": 3660, "max_attempts": 2}},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("DANBAN_LOG_LEVEL", "WARNING")},
}
