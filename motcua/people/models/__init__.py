"""Tables of `people`."""

from motcua.people.models.accounts import Account, Citizen, Officer, RecoveryCode, SecondFactor, Throttle
from motcua.people.models.leave import Leave
from motcua.people.models.posts import Delegation, Post
from motcua.people.models.represented import Represented

__all__ = [
    "Account",
    "Citizen",
    "Delegation",
    "Leave",
    "Officer",
    "Post",
    "RecoveryCode",
    "Represented",
    "SecondFactor",
    "Throttle",
]
