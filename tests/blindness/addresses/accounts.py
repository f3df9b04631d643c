"""A person's own account: how it is opened, proved, kept and erased. Most of it is allauth's."""

from collections.abc import Iterator

from tests.blindness.addresses.kinds import Table, no_number_of_the_site, nobodys, once, unchanging
from tests.blindness.refs import Refs


def reset_key(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield ("1", "made-up-key")


OF_ACCOUNTS: Table = {
    **unchanging(once, "account", "account-merge", "my-data", "my-data-file", "erase", "usersessions_list"),
    **unchanging(nobodys, "account-merge-confirm"),
    **unchanging(once, "account_login", "account_logout", "account_inactive", "account_signup"),
    **unchanging(once, "account_request_login_code", "account_confirm_login_code", "account_reauthenticate"),
    **unchanging(once, "account_email", "account_email_verification_sent"),
    **unchanging(once, "account_change_password", "account_set_password", "account_reset_password"),
    **unchanging(once, "account_reset_password_done", "account_reset_password_from_key_done"),
    **unchanging(reset_key, "account_reset_password_from_key"),
    **unchanging(once, "mfa_index", "mfa_authenticate", "mfa_reauthenticate"),
    **unchanging(once, "mfa_activate_totp", "mfa_deactivate_totp"),
    **unchanging(once, "mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
    **unchanging(once, "mfa_download_recovery_codes"),
    **unchanging(once, "mfa_list_webauthn", "mfa_add_webauthn"),
    **unchanging(once, "mfa_login_webauthn", "mfa_reauthenticate_webauthn"),
    **unchanging(no_number_of_the_site, "mfa_edit_webauthn", "mfa_remove_webauthn"),
}

BY_DICE = {"mfa_activate_totp", "mfa_add_webauthn"}
"""What stands there is made anew for each answer: the key of an app, a challenge."""
