"""The two accounts that articles of the product come from: nobody can log in with them.

Pages say who wrote and who reviewed a version. No person of the editorial office did so with what
ships, and none of their names may stand there.
"""

from dataclasses import dataclass

from django.contrib.auth.models import User


class AccountTaken(ValueError):
    """A person uses the name of one of these accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    username: str
    first_name: str
    last_name: str = ""


WRITER = Account(username="laufbahn", first_name="Laufbahn")
REVIEWER = Account(username="laufbahn-qa", first_name="", last_name="Demo")


def account(wanted: Account) -> User:
    """The account, made where it is missing. Raises AccountTaken."""
    user = User.objects.filter(username=wanted.username).first()
    if user is None:
        return User.objects.create_user(
            wanted.username,
            first_name=wanted.first_name,
            last_name=wanted.last_name,
            is_active=False,
        )
    if user.is_active or user.has_usable_password():
        raise AccountTaken(
            f"The account {wanted.username!r} is a person's: articles of the product need that "
            "name, so give the person another one."
        )
    return user
