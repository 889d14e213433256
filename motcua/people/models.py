"""Tables of `people`."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Account(AbstractBaseUser):
    """One who signs in: a citizen or an officer."""

    username = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=16, default="citizen")
    epoch = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    objects: ClassVar = BaseUserManager["Account"]()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.username
