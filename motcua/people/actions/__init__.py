"""What can be done to people: accounts, sign-in, second factors, posts, leave."""

from motcua.people.actions.accounts import (
    NewOfficer,
    change_password,
    choose_language,
    close,
    create_officer,
    end_sessions,
    give_temporary_password,
    register_citizen,
    reopen,
)
from motcua.people.actions.leave import end_leave, take_leave
from motcua.people.actions.moving import move_posts
from motcua.people.actions.posts import appoint, cancel_post, delegate, end_delegation, end_post
from motcua.people.actions.profile import Contact, Standing, change_contact, keep_represented, remove_represented
from motcua.people.actions.proved import claimed, join, open_for, recognise
from motcua.people.actions.second_factor import (
    address_for_telephone,
    begin_enrolment,
    confirm_enrolment,
    present_code,
    reset_second_factor,
)
from motcua.people.actions.sign_in import allow_registration, check_code, check_password

__all__ = [
    "Contact",
    "NewOfficer",
    "Standing",
    "address_for_telephone",
    "allow_registration",
    "appoint",
    "begin_enrolment",
    "cancel_post",
    "change_contact",
    "change_password",
    "check_code",
    "check_password",
    "choose_language",
    "claimed",
    "close",
    "confirm_enrolment",
    "create_officer",
    "delegate",
    "end_delegation",
    "end_leave",
    "end_post",
    "end_sessions",
    "give_temporary_password",
    "join",
    "keep_represented",
    "move_posts",
    "open_for",
    "present_code",
    "recognise",
    "register_citizen",
    "remove_represented",
    "reopen",
    "reset_second_factor",
    "take_leave",
]
