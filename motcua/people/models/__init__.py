"""Tables of `people`."""

from motcua.people.models.accounts import Account, Citizen, Officer, RecoveryCode, SecondFactor, Throttle

__all__ = ["Account", "Citizen", "Officer", "RecoveryCode", "SecondFactor", "Throttle"]
