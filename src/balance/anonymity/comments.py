"""Comments in people's own words: from ten respondents on, in an order that says nothing of who wrote them."""

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from balance.anonymity.printing import comments_from


class Comment(NamedTuple):
    """What one person wrote; `as_it_stands`: also to be shown when fewer than ten answer."""

    text: str
    as_it_stands: bool = False


def shown_comments(comments: Iterable[Comment], n: int, k: int) -> tuple[str, ...]:
    """Return what may be shown of the comments of a group of n: none under k, from ten on all.

    In between those whose authors said so. The order is that of a fingerprint of the texts, which is the same
    each time and has nothing to do with the order of the people; empty ones are left out.
    """
    said = (comment for comment in comments if comment.text.strip())
    texts = [comment.text.strip() for comment in said if n >= k and (comment.as_it_stands or n >= comments_from(k))]
    return tuple(sorted(texts, key=lambda text: (sha256(text.encode()).digest(), text)))
