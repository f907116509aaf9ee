"""All settings; every variable of the environment that is read here stands in the README."""

import warnings
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.csp import CSP

from config import environment
from config.postgres.pool import check

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.folder("DATA_DIR", BASE_DIR / ".data")

DEBUG = environment.flag("DEBUG", default=False)
# The prefix makes `check --deploy` refuse this key on a public server.
SECRET_KEY = environment.text(
    "SECRET_KEY", "django-insecure-DSwNEkXehmK4CtlInGJQ0HbL87K9mT7e5lMB_GmVYERmFKL1kVNd4Q"
)

# --- Addresses: one variable decides between plain loopback and a public site behind TLS.
SITE_URL = environment.site_url("SITE_URL", "http://127.0.0.1:8000")
IS_HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = environment.words(
    "ALLOWED_HOSTS", [urlsplit(SITE_URL).hostname or "", "localhost", "127.0.0.1", "[::1]"]
)
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# --- Who runs the site: imprint, privacy and accessibility say so, or that nobody has said it.
SITE_OPERATOR_NAME = environment.text("SITE_OPERATOR_NAME", "")
SITE_OPERATOR_REPRESENTED_BY = environment.text("SITE_OPERATOR_REPRESENTED_BY", "")
SITE_OPERATOR_ADDRESS = environment.words("SITE_OPERATOR_ADDRESS", [])
SITE_OPERATOR_EMAIL = environment.email("SITE_OPERATOR_EMAIL")
SITE_OPERATOR_PHONE = environment.text("SITE_OPERATOR_PHONE", "")
SITE_OPERATOR_REGISTER = environment.text("SITE_OPERATOR_REGISTER", "")
SITE_OPERATOR_VAT_ID = environment.text("SITE_OPERATOR_VAT_ID", "")
SITE_RESPONSIBLE = environment.words("SITE_RESPONSIBLE", [])
SITE_PRIVACY_CONTACT = environment.words("SITE_PRIVACY_CONTACT", [])
SITE_LOG_DAYS = environment.stated_number("SITE_LOG_DAYS")

INSTALLED_APPS = [
    "config",
    "articles",
    "visa",
    "benchmarks",
    "content_editor",
    "django_prose_editor",
    "django_json_schema_editor",
    "imagefield",
    "ninja",  # its documentation page takes scripts and styles from local files
    "import_export",
    "django_tasks_db",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",  # runserver serves static files as production does
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pages; static files come compressed
    "config.middleware.response_headers",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.page_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Database: the named server, else our own PostgreSQL in the data folder.
EMBEDDED_POSTGRES_DIR = DATA_DIR / "postgres"
_named_server = environment.database_url("DATABASE_URL")
_pool = {
    "min_size": 1,
    "max_size": environment.whole_number("DATABASE_POOL_SIZE", 10, at_least=1),
    "timeout": 5,  # seconds a request waits for a free connection
    "reconnect_timeout": 5,
    "check": check,  # all dead connections go at once when the server came back
}
_libpq_options = _named_server["OPTIONS"] if _named_server else {}
DATABASES = {
    "default": {
        "NAME": "laufbahn",
        **(_named_server or {}),
        "ENGINE": "django.db.backends.postgresql" if _named_server else "config.postgres",
        "OPTIONS": {"connect_timeout": 2, "pool": _pool, **_libpq_options},
        "CONN_MAX_AGE": 0,  # the pool keeps connections, Django must not
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
]
LOGIN_URL = "admin:login"

# --- Languages: pages carry theirs in the path, the admin follows the browser.
LANGUAGE_CODE = "en"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

# --- Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
_collected = environment.flag("STATIC_COLLECTED", default=False)
WHITENOISE_USE_FINDERS = not _collected
WHITENOISE_AUTOREFRESH = DEBUG
# Before collectstatic the finders serve all files, and WhiteNoise misses its folder aloud.
warnings.filterwarnings("ignore", message="No directory at", category=UserWarning)
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"  # pictures alone are served: articles/views/pictures.py
IMAGEFIELD_BIN_DEPTH = 2  # folders of generated sizes stay small
UPLOADS_ROOT = DATA_DIR / "uploads"  # spreadsheets as they came; never served
STATE_OF_DATA = "config.pages.state.read_state"  # what the apps keep ends with it
PAGES_DIR = DATA_DIR / "pages"  # finished pages, for all processes of this host
PAGES_MEMORY_MIB = environment.whole_number("PAGES_MEMORY_MIB", 64, at_least=0)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "uploads": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": UPLOADS_ROOT, "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _collected
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# --- What a browser may do with our pages
SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]  # load balancers ask behind the TLS, over HTTP
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "articles.views.csrf_failure"
# Visitors get no cookie: messages of the admin live in its session.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Spreadsheets of reference tables (django-import-export)
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "change"  # by default everybody may
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"

# --- Work in the background: a queue in our database, worked on by `manage.py worker`
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOG_LEVEL = environment.text("LOG_LEVEL", "WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        # The level here too: loggers of Django have one of their own, which passes the root's by.
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "level": LOG_LEVEL}
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
}
