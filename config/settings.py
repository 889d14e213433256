"""All settings, from the environment.

Without any, this is the demonstration; MOTCUA_MODE=production refuses its secrets.
"""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config import environment as env

ROOT = Path(__file__).resolve().parent.parent
IS_CLONE = (ROOT / "manage.py").is_file()
BESIDE = ROOT if IS_CLONE else ROOT / "motcua" / "shipped"
"""Where translations and fonts lie: beside the packages in a clone, within them once installed (setup.py)."""
VAR = Path(env.optional("MOTCUA_VAR", str((ROOT if IS_CLONE else Path.cwd()) / "var"))).absolute()
"""Everything a run writes lies under here."""

MODE = env.mode()
DEMO = MODE == env.DEMO
PRODUCTION = MODE == env.PRODUCTION
DEBUG = False

SECRET_KEY = env.secret("MOTCUA_SECRET_KEY", demo="demonstration-only-" + "0" * 40)
DATA_KEYS = [
    env.secret("MOTCUA_DATA_KEY", demo="demonstration-only-data-" + "0" * 40),
    *env.optional("MOTCUA_DATA_KEYS_OLD").split(),
]
"""What personal data are sealed with: the first seals, the old ones still open. Losing it is losing the data."""
LOOKUP_KEY = env.secret("MOTCUA_LOOKUP_KEY", demo="demonstration-only-lookup-" + "0" * 40)
"""What sealed data are found by; never changes."""
ALLOWED_HOSTS = env.words("MOTCUA_HOSTS", demo="127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if PRODUCTION else []
FILES_ROOT = Path(env.optional("MOTCUA_FILES", str(VAR / "files")))
FILE_LIMIT_BYTES = env.number("MOTCUA_FILE_LIMIT_MB", default=20) * 2**20
REQUEST_LIMIT_BYTES = env.number("MOTCUA_REQUEST_LIMIT_MB", default=100) * 2**20
UPLOAD_QUOTA_BYTES = env.number("MOTCUA_UPLOAD_QUOTA_MB", default=300) * 2**20
"""How much one account may have uploaded and not handed in."""
FILE_UPLOAD_HANDLERS = ["motcua.files.uploads.Incoming"]
SCANNER = env.text("MOTCUA_SCANNER", demo="fake")
"""Where clamd listens: the path of its socket, or host:port. The demonstration's stand-in knows only the test virus."""
SIGNATURE_ROOTS = env.optional("MOTCUA_SIGNATURE_ROOTS")
"""A folder with the root certificates signatures inside papers are held against; none: issuers stay unknown."""
PUBLIC_URL = env.text("MOTCUA_URL", demo="http://127.0.0.1:8000").rstrip("/")
"""How people outside reach the portal: printed in QR codes."""

ONLINE_FILING = env.yes("MOTCUA_ONLINE_FILING", default=True) if DEMO or env.optional("MOTCUA_ONLINE_FILING") else None
"""Whether citizens file here; None: as the legal regime of the day says (since 1/7/2025: on the national portal)."""

NATIONAL_PORTAL = env.optional("MOTCUA_NATIONAL_PORTAL", "https://dichvucong.gov.vn")
"""Where citizens file what is not filed here."""

PAY_TO = env.optional("MOTCUA_PAY_TO")
"""The account fees are transferred to, as one line: shown to whoever owes money."""

IDENTITY = {
    "issuer": env.optional("MOTCUA_IDENTITY_ISSUER"),
    "client_id": env.optional("MOTCUA_IDENTITY_CLIENT"),
    "client_secret": env.optional("MOTCUA_IDENTITY_SECRET"),
    "scope": env.optional("MOTCUA_IDENTITY_SCOPE", "openid"),
    "acr_values": env.optional("MOTCUA_IDENTITY_ACR"),
    "levels": env.optional("MOTCUA_IDENTITY_LEVELS", "LoA1=1 LoA2=2"),
    "names": {
        "full_name": env.optional("MOTCUA_IDENTITY_NAME", "HoVaTen name"),
        "personal_id": env.optional("MOTCUA_IDENTITY_NUMBER", "SoDinhDanh"),
        "phone": env.optional("MOTCUA_IDENTITY_PHONE", "SoDienThoai phone_number"),
        "email": env.optional("MOTCUA_IDENTITY_EMAIL", "ThuDienTu email"),
    },
    "endpoints": {
        "authorization_endpoint": env.optional("MOTCUA_IDENTITY_AUTHORIZE_URL"),
        "token_endpoint": env.optional("MOTCUA_IDENTITY_TOKEN_URL"),
        "jwks_uri": env.optional("MOTCUA_IDENTITY_KEYS_URL"),
        "userinfo_endpoint": env.optional("MOTCUA_IDENTITY_USERINFO_URL"),
        "end_session_endpoint": env.optional("MOTCUA_IDENTITY_SIGN_OUT_URL"),
    },
    "sign_out": env.yes("MOTCUA_IDENTITY_SIGN_OUT", default=True),
    "secret_in_form": env.yes("MOTCUA_IDENTITY_SECRET_IN_FORM", default=False),
}
"""The national identity system citizens may sign in with; without an issuer there is none, and no page offers it."""

SHOW_SECOND_FACTOR = env.yes("MOTCUA_SHOW_SECOND_FACTOR", default=DEMO)
"""The demonstration shows the current one-time code on the sign-in page, under a test banner."""
if SHOW_SECOND_FACTOR and PRODUCTION:
    raise ImproperlyConfigured(
        "MOTCUA_SHOW_SECOND_FACTOR chỉ dành cho bản trình diễn. "
        "/ MOTCUA_SHOW_SECOND_FACTOR is for the demonstration only."
    )

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "django_htmx",
    "motcua.base",
    "motcua.journal",
    "motcua.org",
    "motcua.people",
    "motcua.access",
    "motcua.files",
    "motcua.catalog",
    "motcua.drafts",
    "motcua.dossiers",
    "motcua.fees",
    "motcua.results",
    "motcua.ratings",
    "motcua.reports",
    "motcua.rehearsal",
    "motcua.web.ui",
    "motcua.web.portal",
    "motcua.web.counter",
    "motcua.web.office",
    "motcua.web.console",
    "motcua.web.cli",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "motcua.web.ui.compressing.Compressed",
    "motcua.files.uploads.RefuseHugeRequests",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "motcua.people.sessions.FreshForChanges",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "motcua.people.sessions.IdleLimit",
    "motcua.web.ui.language.OfficersLanguage",
    "motcua.access.doors.Doorkeeper",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "motcua.web.ui.safety.ContentSecurityPolicy",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "motcua.web.ui.shell.context",
            ],
        },
    }
]

# --- Data -------------------------------------------------------------------------------------------------------------
DATABASE_URL = env.text("DATABASE_URL", demo="")
PREPARE = env.yes("MOTCUA_PREPARE", default=True)
"""Prepared statements; switch off behind PgBouncer in transaction mode."""


def _database(address: dict[str, Any]) -> dict[str, Any]:
    """Complete a server's address with how we use it."""
    options = {
        # Hot raw SQL goes through motcua.base.sql, bound on the server and prepared at first use; None forbids that.
        # The ORM's own cursors bind on the client and are never prepared, whatever stands here.
        "prepare_threshold": 0 if PREPARE else None,
        "application_name": "motcua",
        **address.pop("OPTIONS", {}),
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        **address,
        "CONN_MAX_AGE": None,  # a connection per request costs six times as much
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": not PREPARE,
        "OPTIONS": options,
    }


DATABASES = {"default": _database(env.database(DATABASE_URL) if DATABASE_URL else env.embedded(VAR))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.optional("MOTCUA_LOG", "WARNING")},
    "loggers": {"django": {"handlers": [], "propagate": True}, "django.request": {"level": "ERROR"}},
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "motcua"}}

# --- Who is who -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Account"
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "motcua.people.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "motcua.people.passwords.NotCommon"},
    {"NAME": "motcua.people.passwords.NotTheName", "OPTIONS": {"user_attributes": ["username"]}},
]
AUTHENTICATION_BACKENDS = ["motcua.people.sessions.AccountBackend"]
SESSION_ENGINE = "motcua.people.sessions"
SIGNED_IN_CACHE_SECONDS = env.number("MOTCUA_SIGNED_IN_CACHE_SECONDS", default=5)
"""For how long a page may be shown from what a process remembers of a session; a change never is."""
SESSION_IDLE_SECONDS = env.number("MOTCUA_SESSION_IDLE_SECONDS", default=30 * 60)
PROXIES = env.number("MOTCUA_PROXIES", default=1 if PRODUCTION else 0)
"""How many proxies of our own stand before the web server: whose word on the visitor's address is believed."""
SESSION_COOKIE_NAME = "phien"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "motcua.web.ui.errors.csrf_failed"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# --- Safety -----------------------------------------------------------------------------------------------------------
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8000  # a step table of 200 steps is one form

# --- Language and formats ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BESIDE / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_THOUSAND_SEPARATOR = True

# --- Static files -----------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
_VENDOR = BESIDE / "assets" / "vendor"
STATICFILES_DIRS = [("vendor", _VENDOR)] if _VENDOR.is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(VAR / "files")}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
