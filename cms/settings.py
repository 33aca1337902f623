"""How does this newsroom run? Everything an operator may change comes from the environment."""

import sys
from email.utils import parseaddr

import django
from corsheaders.defaults import default_headers
from django.utils.translation import gettext_lazy as _

from cms import env
from cms.kernel.policy import sources

BASE_DIR = env.BASE_DIR
DATA_DIR = env.data_dir()
DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.secret_key(DATA_DIR)
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")

# Where readers and editors reach this newsroom; stored answers carry addresses made from it.
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
SITE_NAME = env.text("SITE_NAME", "The Harbour Courier")
# The page of an article on the newspaper's own frontend.
ARTICLE_URL = env.text("ARTICLE_URL", f"{SITE_URL}/{{language}}/{{slug}}/")
# The page that shows a draft, with {token}; without one the newspaper's own.
PREVIEW_URL = env.text("PREVIEW_URL")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", tuple(env.hosts_of(SITE_URL)))
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", (SITE_URL,))
# Addresses of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.
TRUSTED_PROXIES = env.words("TRUSTED_PROXIES")
RATE_LIMITS = env.flag("RATE_LIMITS", default=True)
TESTING = "pytest" in sys.modules

INSTALLED_APPS = [
    "cms.apps.CmsConfig",
    "comments.apps.CommentsConfig",
    "articles.apps.ArticlesConfig",
    "media.apps.MediaConfig",
    "cms.webhooks.apps.WebhooksConfig",
    "cms.kernel.apps.KernelConfig",
    "cms.apps.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_prose_editor",
    "corsheaders",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "cms.kernel.guard.Guard",
    "cms.kernel.lanes.ReadersLane",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.kernel.cross_origin.WritesFromKnownOrigins",
    "cms.kernel.lanes.DeskPolicy",
    "cms.kernel.lanes.DeskSession",
    "cms.kernel.lanes.DeskLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "cms.kernel.lanes.DeskUser",
    "cms.kernel.lanes.DeskMessages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "cms" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env.database(DATA_DIR)}
CACHES = {"default": env.cache(env.text("REDIS_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = env.text("LANGUAGE_CODE", "en")
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
# The languages that stories are written in (any BCP 47 code).
STORY_LANGUAGES = env.words("STORY_LANGUAGES", ("en", "es", "fr", "de", "uk", "ru", "ar", "fa"))
LOCALE_PATHS = [BASE_DIR / "cms" / "locale"]
# The clock on the newsroom's wall: what editors type and read. Stored, and in the API, it is UTC.
TIME_ZONE = env.zone("NEWSROOM_TIME_ZONE", "UTC")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
MEDIA_URL = "/uploads/"
MEDIA_ROOT = DATA_DIR / "uploads"
ORIGINALS_ROOT = DATA_DIR / "originals"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "originals": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(ORIGINALS_ROOT), "base_url": None},
    },
    "staticfiles": {"BACKEND": "cms.static_files.StaticFiles"},
}
PHOTO_MAX_BYTES = env.number("PHOTO_MAX_BYTES", 25 * 1024 * 1024)
PHOTO_MAX_PIXELS = env.number("PHOTO_MAX_PIXELS", 50_000_000)

# How long a cache may keep a public answer, and show it while it asks anew.
CACHE_FRESH_SECONDS = env.number("CACHE_FRESH_SECONDS", 30)
CACHE_STALE_SECONDS = env.number("CACHE_STALE_SECONDS", 30)

# Caches that are told what they have to forget, and what they know us by (docs/caching.md).
PURGE_URLS = env.words("PURGE_URL")
PURGE_TOKEN = env.text("PURGE_TOKEN")
FASTLY_TOKEN = env.text("FASTLY_TOKEN")
CLOUDFLARE_TOKEN = env.text("CLOUDFLARE_TOKEN")

# How many assembled answers about replies each process keeps in memory.
COMMENT_PAGES_KEPT = env.number("COMMENT_PAGES_KEPT", 500)
# The same of stories, of about 20 kB each (and 5 kB more as compressed).
STORIES_KEPT = env.number("STORIES_KEPT", 500)
LISTS_KEPT = env.number("LISTS_KEPT", 500)
# The database says when something has changed (ADR 26); off: every answer looks at it.
NOTICES = env.flag("NOTICES", default=True)

# Networks of readers are kept as hashes; their salt is destroyed after so many days.
COMMENT_NETWORK_DAYS = env.number("COMMENT_NETWORK_DAYS", 14)
# Words that their author took back, and notes on settled reports, are wiped after so many days.
COMMENT_REMOVED_DAYS = env.number("COMMENT_REMOVED_DAYS", 30)
# E-mail addresses of readers are wiped after so many days, unless they asked for letters.
COMMENT_EMAIL_DAYS = env.number("COMMENT_EMAIL_DAYS", 365)
# Days after which the learned aid forgets a decision; 0: never.
AID_FORGETS_DAYS = env.number("AID_FORGETS_DAYS", 0)

# The newsroom's own program that is asked about every reply (docs/screening.md); none without one.
SCREENING_URL = env.text("SCREENING_URL")
SCREENING_SECRET = env.text("SCREENING_SECRET")
SCREENING_TIMEOUT = env.seconds("SCREENING_TIMEOUT", 1.5)
# A program in our own network: only then are addresses called that the world cannot reach.
SCREENING_ALLOW_PRIVATE = env.flag("SCREENING_ALLOW_PRIVATE", default=False)
# Programs outside are told of what happens (docs/webhooks.md); one may take so long to answer.
WEBHOOK_TIMEOUT = env.seconds("WEBHOOK_TIMEOUT", 10.0)
# Programs in our own network as well.
WEBHOOK_ALLOW_PRIVATE = env.flag("WEBHOOK_ALLOW_PRIVATE", default=False)
# What was announced, and what became of it outside, is forgotten after so many days; 0: never.
ANNOUNCEMENT_DAYS = env.number("ANNOUNCEMENT_DAYS", 30)
# How letters go out. Django 6.1 has a name of its own for this, and will forget the old ones.
_MAILER = env.mailer(env.text("EMAIL_URL", "console:"))
if django.VERSION >= (6, 1):
    MAILERS = {"default": _MAILER}
else:
    EMAIL_BACKEND = _MAILER["BACKEND"]
    EMAIL_HOST = _MAILER["OPTIONS"].get("host", "")
    EMAIL_PORT = _MAILER["OPTIONS"].get("port", 0)
    EMAIL_HOST_USER = _MAILER["OPTIONS"].get("username", "")
    EMAIL_HOST_PASSWORD = _MAILER["OPTIONS"].get("password", "")
    EMAIL_USE_TLS = _MAILER["OPTIONS"].get("use_tls", False)
    EMAIL_USE_SSL = _MAILER["OPTIONS"].get("use_ssl", False)
    EMAIL_TIMEOUT = _MAILER["OPTIONS"].get("timeout")
    EMAIL_FILE_PATH = _MAILER["OPTIONS"].get("file_path")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", env.sender(SITE_NAME, SITE_URL))
# Pages of the newspaper's own frontend, with {token}; without them the newsroom's own.
COMMENT_VERIFY_URL = env.text("COMMENT_VERIFY_URL")
COMMENT_UNSUBSCRIBE_URL = env.text("COMMENT_UNSUBSCRIBE_URL")
# Where an author who disagrees with a rejection writes to: an address or a page.
COMMENT_APPEALS = env.text("COMMENT_APPEALS", parseaddr(DEFAULT_FROM_EMAIL)[1])
# When the replies of a day are told, by the clock on the newsroom's wall.
COMMENT_DIGEST_HOUR = env.number("COMMENT_DIGEST_HOUR", 7) % 24
# Letters and other chores are done by a thread beside the requests (off: by manage.py do_chores).
CHORES = env.flag("CHORES", default=True)

# The newspaper's own login: which signed tokens make a reader a member (docs/identity.md).
READER_JWT_KEYS = env.login_keys("READER_JWT_KEYS")
READER_JWT_AUDIENCE = env.text("READER_JWT_AUDIENCE")
READER_JWT_ISSUER = env.text("READER_JWT_ISSUER")

# Views wait in the process and are written this often (0: only when write_views is called).
VIEWS_WRITTEN_EVERY = env.number("VIEWS_WRITTEN_EVERY", 1)  # seconds
# How often one visitor is counted for a story on one day.
DEDUPE_CAP = max(1, env.number("DEDUPE_CAP", 1))
# How many views (and reads) of one story from one neighbourhood are counted in an hour; 0: all.
BURST_CAP = env.number("BURST_CAP", 60)
# The same for shares.
SHARES_CAP = env.number("SHARES_CAP", 20)
# Readers who send Sec-GPC get no number: so many views of a story are counted in an hour; 0: all.
PRIVATE_CAP = env.number("PRIVATE_CAP", 1_000)
# Or they are not counted at all.
RESPECT_GPC = env.choice("RESPECT_GPC", ("count", "drop"))

# Hours of engagement are condensed into days after so many days (at least 32); 0: never.
ENGAGEMENT_HOURS_DAYS = env.number("ENGAGEMENT_HOURS_DAYS", 90)

# A long story is one form; the body limit is what holds, not the number of fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", default=False)
X_FRAME_OPTIONS = "DENY"
# Who may read /metrics; without it there is none.
METRICS_TOKEN = env.text("METRICS_TOKEN")
# Origins of a store that serves uploads itself: pages may show pictures from there.
PICTURE_ORIGINS = env.words("PICTURE_ORIGINS")
SECURE_CSP = sources(pictures=PICTURE_ORIGINS, frames=env.origins_of(PREVIEW_URL))
CONTENT_SECURITY_POLICY = {"DIRECTIVES": SECURE_CSP}

# Public reads are open to every origin; writes from a browser only from these.
CORS_ALLOWED_ORIGINS = env.words("CORS_ALLOWED_ORIGINS")
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_HEADERS = [*default_headers, "if-match", "idempotency-key", "x-edit-token"]
CORS_EXPOSE_HEADERS = ["ETag", "Last-Modified", "Retry-After", "Idempotent-Replayed", "Location"]

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["cms.kernel.tokens.BearerToken"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "cms.kernel.schema.NewsroomSchema",
    "EXCEPTION_HANDLER": "cms.kernel.problems.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Newsroom API",
    "DESCRIPTION": "Published stories, the people quoted in them, readers' replies, and what is "
    "read most. Every error is application/problem+json (RFC 9457).",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    # Choices stay inline: a generated client has them as unions of literals, under no made-up name.
    "POSTPROCESSING_HOOKS": [
        "cms.kernel.schema.plain_names",
        "cms.kernel.schema.refused_alike",
        "cms.openapi.expanded_parts",
    ],
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"refusals": {"()": "cms.kernel.loudness.RefusalsAreNews"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django.request": {"filters": ["refusals"]}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
