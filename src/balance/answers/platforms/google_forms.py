"""Google Forms: the time of each answer in the first column, then a column a question, grids as "Title [Row]".

After headers of real exports in public repositories, read in November 2026. The time is called by the language
of the form's owner; beside it stands the address, where it is collected.
"""

from balance.answers.platforms.layout import Header, Layout, Names, Sample, untagged
from balance.questionnaire.near import folded

NAME = "Google Forms"
TIMES = ("Timestamp", "Tidsmerke", "Zeitstempel", "Horodateur", "Marca temporal")
ADDRESSES = ("Email Address", "Email address", "Username", "E-postadresse", "E-post", "Brukernavn")
OWN = Names.of(own=[*TIMES, "Score", "Poengsum"], personal=ADDRESSES)


def layout(header: Header, _sample: Sample) -> Layout | None:
    """Return how an export of Google Forms is laid out, or None where this is none."""
    if not header or folded(header[0]) not in set(map(folded, TIMES)):
        return None
    own, personal = OWN.places(header)
    return Layout(NAME, 0, tuple((untagged(name),) for name in header), None, own, personal)
