"""Comments: from ten on, those of authors who said so from five, never in the order of the people."""

from hypothesis import given
from hypothesis import strategies as st

from balance.anonymity.comments import Comment, shown_comments

SAID = [Comment(f"words {n}", as_it_stands=n % 3 == 0) for n in range(9)]


def test_under_ten_only_those_whose_authors_said_so_and_under_five_none():
    assert shown_comments(SAID, 4, 5) == ()
    assert sorted(shown_comments(SAID, 5, 5)) == ["words 0", "words 3", "words 6"]
    assert sorted(shown_comments(SAID, 9, 5)) == ["words 0", "words 3", "words 6"]
    assert sorted(shown_comments(SAID, 10, 5)) == [each.text for each in SAID]


def test_a_larger_smallest_group_asks_for_as_many():
    assert shown_comments(SAID, 11, 12) == ()
    assert len(shown_comments(SAID, 12, 12)) == len(SAID)


def test_empty_ones_are_left_out():
    assert shown_comments([Comment("  "), Comment(""), Comment(" kept\n")], 10, 5) == ("kept",)


@given(st.lists(st.text(min_size=1), max_size=12), st.randoms(use_true_random=False))
def test_the_order_says_nothing_of_the_people(texts, chance):
    comments = [Comment(text) for text in texts]
    turned = list(comments)
    chance.shuffle(turned)
    assert shown_comments(turned, 20, 5) == shown_comments(comments, 20, 5)
