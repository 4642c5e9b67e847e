"""The one settings file. What differs between machines comes from `environment.py`; nothing here decides a rule."""

from datetime import timedelta
from typing import Any

from csp.constants import NONE, SELF

from backend.config import environment

ENVIRONMENT = environment.read()
HOUSE = environment.HOUSE
PRODUCTION = ENVIRONMENT.env == "production"

DEBUG = False
# One list for each use; the first key writes, all read (environment_keys.py). Django's own is for sessions alone.
SECRET_KEY, *SECRET_KEY_FALLBACKS = ENVIRONMENT.keys("session_keys")
CODE_KEYS = ENVIRONMENT.keys("code_keys")  # sign-in codes, links to contacts of trust
RECEIPT_KEYS = ENVIRONMENT.keys("receipt_keys")  # whatever comes back from outside: receipts, bounces, one-click ends
FACTOR_KEYS = ENVIRONMENT.keys("factor_keys")  # agents' second factors, as they are kept
ALLOWED_HOSTS = (
    sorted(
        {origin.split("//")[1].split(":")[0] for origin in (ENVIRONMENT.probationer_origin, ENVIRONMENT.agent_origin)}
        | {host for host in (ENVIRONMENT.metrics_host,) if host}
    )
    if PRODUCTION
    else ["localhost", "127.0.0.1", "[::1]", "testserver"]
)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.postgres",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_q",
    "csp",
    "ninja",
    "backend.common",
    "backend.journal",
    "backend.accounts",
    "backend.delivery",
    "backend.organisations",
    "backend.probationers",
    "backend.documents",
    "backend.agenda",
    "backend.reminders",
    "backend.insights",
    "backend.desk",
    "backend.config",
]
if ENVIRONMENT.env == "demo":
    INSTALLED_APPS.append("backend.demonstration")

MIDDLEWARE = [
    "backend.config.copies.keep_no_copies",
    "backend.config.policies.forbid_devices",
    "django.middleware.security.SecurityMiddleware",
    # Before whitenoise, so that a file carries the policy too: a worker obeys the one it came with.
    "csp.middleware.CSPMiddleware",
    "backend.config.sides.keep_apart",
    "backend.config.bodies.bound",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "backend.config.compression.Compression",
    "backend.config.refusal_page.show_refusals",
    "backend.config.copies.mark_answers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ninja.compatibility.files.fix_request_files_middleware",  # a photo is PUT; Django reads files of a POST alone
]

ROOT_URLCONF = "backend.config.urls"
WSGI_APPLICATION = "backend.config.wsgi.application"
TEMPLATES: list[dict[str, object]] = []

KEPT_OPEN: dict[str, Any] = {"conn_max_age": 600, "conn_health_checks": True}
DATABASES = {
    # Migrations run as the owner (manage.py migrate --database owner); the software as a role that owns nothing.
    "default": environment.database(ENVIRONMENT.database_url, **KEPT_OPEN),
}
if ENVIRONMENT.database_owner_url:
    DATABASES["owner"] = environment.database(ENVIRONMENT.database_owner_url)
    DATABASES["owner"]["TEST"] = {"MIRROR": "default"}
if ENVIRONMENT.env == "test":
    DATABASES["default"] = environment.database(ENVIRONMENT.database_owner_url or ENVIRONMENT.database_url, **KEPT_OPEN)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Agent"
AGENT_ORIGIN = ENVIRONMENT.agent_origin  # security keys are bound to it
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "backend.accounts.passwords.Guessable"},
]
OTP_TOTP_ISSUER = "Mon Suivi Justice"
# django-otp's own back-off doubles without end: whoever knows a password would lock its agent out for days. Ours
# (accounts/quotas_agents.py) counts every factor of an agent together, and forgets.
OTP_TOTP_THROTTLE_FACTOR = 0

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English"), ("ar", "العربية")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/(agent/)?assets/"
WHITENOISE_ADD_HEADERS_FUNCTION = environment.cache_headers
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ROOT = ENVIRONMENT.static_root if ENVIRONMENT.static_root.is_dir() else None
MEDIA_ROOT = ENVIRONMENT.media_root
FRONT_ROOT = ENVIRONMENT.static_root

# The two sides have two cookies: the agents' session is Django's, the holder's is accounts.Device's.
SESSION_ENGINE = "backend.accounts.sessions_store"
# A browser takes a cookie with this prefix from the very host alone, whole and encrypted: no other host of the same
# site can set one here. It goes with every address of its host, which has one side only.
COOKIES_OF_HOST = "__Host-" if PRODUCTION else ""
SESSION_COOKIE_NAME = f"{COOKIES_OF_HOST}msj_agent"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = f"{COOKIES_OF_HOST}msj_csrf"
CSRF_COOKIE_SAMESITE = "Strict"
PROBATIONER_ORIGIN = ENVIRONMENT.probationer_origin
# Each host trusts itself alone; the other side's is a stranger (accounts/pages.py).
CSRF_TRUSTED_ORIGINS: list[str] = []
HOLDER_COOKIE_NAME = f"{COOKIES_OF_HOST}msj_holder"
DEVICE_COOKIE_NAME = f"{COOKIES_OF_HOST}msj_device"
CHALLENGE_COOKIE_NAME = f"{COOKIES_OF_HOST}msj_challenge"
KNOWN_COOKIE_NAME = f"{COOKIES_OF_HOST}msj_known"
TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies  # how many of ours wrote X-Forwarded-For
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "no-referrer"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Web push, SMS, e-mail: `backend.delivery` reads these and nothing else of the environment.
VAPID_PRIVATE_KEY = ENVIRONMENT.vapid_private_key
VAPID_SUBJECT = ENVIRONMENT.vapid_subject
PUSH_ORIGINS = ENVIRONMENT.allowed_push_origins
SMS_GATEWAYS = ENVIRONMENT.gateways(hands=ENVIRONMENT.send_concurrency)  # in the order in which they are to be used
SMS_SENDERS = list(dict.fromkeys(gateway.sender for gateway in SMS_GATEWAYS))
SMS_SENDER = SMS_SENDERS[0]
# Words ask for an answer only where it comes back whichever gateway carries them.
SMS_SENDER_RECEIVES = all(gateway.receives for gateway in SMS_GATEWAYS)
SEND_CONCURRENCY = ENVIRONMENT.send_concurrency
LEASE = timedelta(seconds=ENVIRONMENT.lease_seconds)
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_SSL, EMAIL_USE_TLS = environment.mail_server(
    ENVIRONMENT.email_url
)
EMAIL_BACKEND = "backend.delivery.gateways.smtp.Backend"
if ENVIRONMENT.env == "demo":
    EMAIL_BACKEND = "backend.demonstration.mail.Mailboxes"
DEFAULT_FROM_EMAIL = ENVIRONMENT.email_from
EMAIL_BOUNCES = ENVIRONMENT.email_bounces

# Operators: /metrics answers whoever says this word, and nobody where there is none.
METRICS_TOKEN = ENVIRONMENT.metrics_token
# Sign-in codes by SMS cost money: where they may go, and how many at most (backend/accounts/rules_codes.py).
CODES_AN_HOUR = ENVIRONMENT.codes_an_hour
CODES_A_DAY = ENVIRONMENT.codes_a_day
# Where any SMS may go: of these countries the mobiles (backend/common/phones.py); codes, if told so, to fewer.
SMS_PREFIXES = tuple(ENVIRONMENT.sms_prefixes.split(","))
CODE_PREFIXES = tuple(ENVIRONMENT.code_prefixes.split(",")) if ENVIRONMENT.code_prefixes else SMS_PREFIXES

PHOTO_MOST_BYTES = 12_000_000
# Refused from the header, before anything is unpacked. A JPEG is unpacked at a fraction of its size, others whole.
PHOTO_MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 16_000_000, "WEBP": 16_000_000}

# Durations are settings (design.md, section 2).
CHALLENGE_LIFE = timedelta(minutes=10)
HOLDER_SESSION_LIFE = timedelta(days=180)
HOLDER_SESSION_LIFE_SENSITIVE = timedelta(hours=1)
OFFLINE_COPY_LIFE = timedelta(days=30)
AGENT_IDLE = timedelta(minutes=30)
AGENT_SESSION_LIFE = timedelta(hours=10)
NUMBER_TAKE_BACK = timedelta(days=7)
TRUSTED_CONTACT_ANSWER = timedelta(days=7)  # how long a contact of trust may think; code and link live as long
TRUSTED_CONTACT_KEPT = timedelta(days=180)  # after its end; until then nobody asks that number for that person again
AGENT_PRESENCE = timedelta(minutes=15)  # after a number proved at the counter: the first sign-in to a sensitive file
JOURNAL_LIFE = timedelta(days=365)
MESSAGE_TEXT_LIFE = timedelta(days=180)

# django-q2 carries periodic ticks only (reference: it loses work when a worker is killed; our ticks may be lost).
Q_CLUSTER = {
    "name": "msj",
    "orm": "default",
    "workers": 2,
    "timeout": 50,
    "retry": 600,
    "queue_limit": 2,
    "bulk": 1,
    "ack_failures": True,
    "max_attempts": 1,
    "save_limit": 20,
    "catch_up": False,
    "recycle": 500,
    "poll": 1,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"routes": {"()": "backend.config.logged.RoutesForPaths"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["routes"]}},
    "root": {"handlers": ["console"], "level": ENVIRONMENT.log_level},
    # A request line holds a path and may hold a search: the web server logs neither, Django only server errors.
    "loggers": {"django.request": {"level": "ERROR"}, "django.server": {"level": "ERROR"}},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TEST_RUNNER = "django.test.runner.DiscoverRunner"
SILENCED_SYSTEM_CHECKS: list[str] = []
