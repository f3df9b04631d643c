"""What a mail server answers when it does not take a letter, as a sentence."""

import smtplib


def is_refusal(error: Exception) -> bool:
    """Whether the server said that this letter will never do: an answer of 500 and above about letter or address."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    about_letter = isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPDataError)
    return about_letter and int(getattr(error, "smtp_code", 0)) >= 500


def words(error: Exception) -> str:
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, said = next(iter(error.recipients.values()))
            return f"The mail server does not take letters to this address: {code} {_text(said)}"
        case smtplib.SMTPAuthenticationError():
            return f"The mail server does not know this site: {error.smtp_code} {_text(error.smtp_error)}"
        case smtplib.SMTPResponseException():
            return f"The mail server does not take this letter: {error.smtp_code} {_text(error.smtp_error)}"
        case OSError(strerror=str(reason)):
            return f"The mail server cannot be reached: {reason.lower()}"
        case _:
            return f"The mail server broke off: {error}"


def _text(said: bytes | str) -> str:
    return " ".join((said.decode(errors="replace") if isinstance(said, bytes) else said).split())
