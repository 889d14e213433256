"""Settings of the test suite: the demonstration's, made quick and shut in. `tests/conftest.py` starts the database."""

import os

from config import environment as env
from config.settings import *  # noqa: F403
from config.settings import DATABASES, STORAGES, _database

TESTING = True
SECRET_KEY = "only-for-tests-" + "0" * 40
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SHOW_SECOND_FACTOR = False
SIGNED_IN_CACHE_SECONDS = 0  # a page costs the same queries every time

if os.environ.get("MOTCUA_TEST_DATABASE"):  # set by tests/conftest.py in the process that starts the server
    DATABASES = {"default": _database(env.database(os.environ["MOTCUA_TEST_DATABASE"]))}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # no collectstatic before a test
