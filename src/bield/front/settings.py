"""The composition root: every setting that differs between places comes from the environment."""

from django.conf import global_settings

from bield.front.environment import read
from bield.front.logs import LOGGING  # noqa: F401  # a setting

ENVIRONMENT = read()

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
BASE_URL = ENVIRONMENT.base_url
KEY_FILE = ENVIRONMENT.key_file
MASTER_KEY = ENVIRONMENT.master_key
DATA_DIR = ENVIRONMENT.data_dir
LISTS_FOLDER = ENVIRONMENT.lists_folder
TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies
USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
LANGUAGES = ENVIRONMENT.languages  # English, and those of which the house has a catalog
LANGUAGES_BIDI = [*global_settings.LANGUAGES_BIDI, "dv", "ps", "sd", "yi"]
LOCALE_PATHS = [ENVIRONMENT.catalogs]
USE_I18N = len(LANGUAGES) > 1  # where there is nothing to look up, nothing is looked up
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
ROOT_URLCONF = "bield.front.urls"
WRITES = ENVIRONMENT.writes
WRITES_DURABLE = True  # tests run inside a transaction that is rolled back

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "bield.kit",
    "django.forms",
    "bield.ledger",
    "bield.vault",
    "bield.outbox",
    "bield.people",
    "bield.duties",
    "bield.access",
    "bield.retention",
    "bield.agreements",
    "bield.advice",
    "bield.concerns",
    "bield.policies",
    "bield.reports",
    "bield.front",
]
MIDDLEWARE = [
    "bield.kit.policy.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "bield.kit.languages.LanguageMiddleware",
    "bield.kit.heads.HeadMiddleware",
    "bield.kit.uploads.UploadsMiddleware",
    "bield.kit.origin.OriginMiddleware",
    "bield.access.middleware.ActorMiddleware",
    "bield.kit.answers.AnswersMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["bield.front.context.page"],
            "builtins": ["django.templatetags.i18n"],  # every template may mark its sentences
        },
    }
]
FORM_RENDERER = "bield.kit.renderer.Renderer"
STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.static_root
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False
PASSWORD_HASHERS = ["bield.access.hashing.Argon2"]
DATABASES = {"default": ENVIRONMENT.database}
EMAIL_HOST = ENVIRONMENT.mail_server.host
EMAIL_PORT = ENVIRONMENT.mail_server.port
EMAIL_HOST_USER = ENVIRONMENT.mail_server.user
EMAIL_HOST_PASSWORD = ENVIRONMENT.mail_server.password
EMAIL_USE_TLS = ENVIRONMENT.mail_server.starttls
EMAIL_USE_SSL = ENVIRONMENT.mail_server.tls
EMAIL_TIMEOUT = 10  # seconds; the lease of a message outlasts a batch of them
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_server.sender
CSRF_COOKIE_NAME = "bield_csrf"
CSRF_COOKIE_SECURE = ENVIRONMENT.secure
CSRF_FAILURE_VIEW = "bield.front.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.base_url]
# A form of text stays in memory; files are read by `kit.uploads` alone, where a page awaits one. A
# whole history of messages, pasted, is read: then the question itself says how much it takes, and
# nothing is lost.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_HANDLERS: list[str] = []
# `kit.policy` sets these headers and leads to HTTPS; two authors of one header would disagree.
# `kit.origin` is Django's own check of forms under another name.
SILENCED_SYSTEM_CHECKS = ["security.W001", "security.W002", "security.W003"]
