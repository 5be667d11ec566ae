"""What is told of a group on pages and pictures."""

from balance.groups import Group


class SharedGroup(Group):
    """A group as others may see it: the numbers as coarse as on a page, the hidden groups by name.

    Where `full`, it is for those alone who may see every answer: nothing is hidden, and nothing is rounded.
    `not_shown` are the dimensions that too few answered; `band` is half the width of the band about
    the mean of a group under ten, from its size and a conventional SD of 16 points alone. `gaps` are need
    less mean in whole points, the largest first; `strengths` and `topics` name dimensions. `languages` are the
    shares of the answers' languages, in tenths (None under ten people). Where `confidential`, whoever holds the
    answers can tell whose they are: nothing here is anonymous.
    """

    options: tuple[str, ...]
    draft: bool
    confidential: bool
    not_shown: tuple[str, ...]
    band: int | None
    gaps: dict[str, int]
    strengths: tuple[str, ...]
    topics: tuple[str, ...]
    prompts: dict[str, tuple[str, ...]]
    languages: dict[str, float | None]
