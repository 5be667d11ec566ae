"""What is said before the first question, and when somebody stops: where answers go, and how long it takes."""

from balance.interview.session import minutes
from balance.questionnaire.model import Questionnaire
from balance.words import _, plural


def promise(questionnaire: Questionnaire, stored: bool) -> str:
    """Return the first line: where answers go, who sees them, how long it takes, what Ctrl-C does."""
    time = minutes(len(questionnaire.items))
    return " ".join(
        (
            _("Your answers stay on this machine until you hand them on yourself.")
            if questionnaire.target == "other"
            else _("Your answers stay on this machine and nobody else sees them."),
            _("Each is saved as you give it: Ctrl-C stops, and the same command goes on from there.")
            if stored
            else _("This run stores nothing: your profile is shown at the end, and Ctrl-C stops without a trace."),
            plural("It takes about {n} minute.", "It takes about {n} minutes.", time).format(n=time),
        )
    )


def welcome_back(answered: int) -> str:
    """Return the line for a person who goes on with an interview."""
    return plural("Welcome back, {n} answered.", "Welcome back, {n} answered.", answered).format(n=answered)


def farewell(answered: int, stored: bool) -> str:
    """Return the line for a person who stopped with Ctrl-C."""
    if not stored:
        return _("Stopped. Nothing was stored.")
    return plural(
        "Stopped. {n} answer is saved; the same command goes on from there.",
        "Stopped. {n} answers are saved; the same command goes on from there.",
        answered,
    ).format(n=answered)
