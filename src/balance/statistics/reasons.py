"""Why a statistic is not there, or how it must not be taken: a code in every output, and a sentence for it."""

from balance.words import _

NOBODY, ALONE, FEW, FEW_BOTH = "nobody", "one_person", "few_complete", "few_with_both"
ONE_ITEM, TWO_ITEMS, CONSTANT, ALIKE, NEGATIVE = "one_item", "two_items", "constant_item", "all_alike", "negative"
SINGULAR, HEYWOOD, DIVERGED = "singular", "heywood", "diverged"
SELF, NO_TARGET, SCALES = "self_rated", "no_target", "scales_differ"
ONE_GROUP, ALL_ALONE, NO_SPREAD, PARTS_ALIKE = "one_group", "groups_of_one", "no_spread", "parts_alike"

CHANGED, FEW_TWICE, TELLS = "changed_dimension", "few_both_times", "tells_of_few"


def why(code: str) -> str:
    """Return what a code means, in the user's language."""
    sentences = {
        NOBODY: _("Nobody answered enough of it."),
        ALONE: _("One person answered; a spread takes two."),
        FEW: _("Fewer than three people answered all of its items."),
        FEW_BOTH: _("Fewer than three people have a score on both sides."),
        ONE_ITEM: _("It has one item, and nothing to compare that with."),
        TWO_ITEMS: _("It has two items: a factor takes three, and without one of them a single item is left."),
        CONSTANT: _("Everybody gave the same answer to one of its items, which can then not go along with the others."),
        ALIKE: _("All answered alike: there is no difference between people to go by."),
        NEGATIVE: _("Its parts go against each other, and the formula turns negative. Is an item reversed?"),
        SINGULAR: _("Some items follow wholly from the others, or too few people answered: no factor can be fitted."),
        HEYWOOD: _("A Heywood case: the fit leaves one item no variance of its own, which no real item has."),
        DIVERGED: _("The fit of one factor did not come to an end."),
        SELF: _("All answered about themselves; agreement is about one person whom several describe."),
        NO_TARGET: _(
            "The questionnaire does not say whom it is about: this means something only where all describe one person."
        ),
        SCALES: _("Its items have different scales, whose values have no common mean."),
        ONE_GROUP: _("Fewer than two groups have an answer."),
        ALL_ALONE: _("Every group is one person; a spread within groups takes two."),
        PARTS_ALIKE: _("All parts have the same mean, and the formula divides by their differences."),
        CHANGED: _("Its items, their scales or how they count were different in last time's questionnaire."),
        FEW_TWICE: _("Too few people answered it both times."),
        TELLS: _(
            "The change, taken together with the means now and before, would tell what too few people answered: "
            "those who answered only once."
        ),
        NO_SPREAD: _("All have the same score; there is no difference to divide."),
    }
    return sentences[code]
