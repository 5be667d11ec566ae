"""Pictures in SVG, opened in Chromium: every text inside, with our letters and with whatever letters it has."""

import re

import pytest
from browsing import IN_CHROMIUM, browse
from drawn import CASES, HOSTILE, LONGEST
from shared_groups import BALANCE, answered, group_of

from balance.charts.group import group_chart
from balance.charts.look import Look
from balance.charts.profile import profile_chart
from balance.charts.rendering import as_svg

pytestmark = IN_CHROMIUM
FACES = re.compile(rb"<style>\s*@font-face.*?</style>", re.DOTALL)
WIDE = f"{LONGEST} for {HOSTILE['unbroken']}"


def pictures():
    """Yield a name and an SVG of pictures whose texts fill the sheet."""
    for size, language in (("slide", "en"), ("page", "nb")):
        group = group_of(answered(40), language=language, draft=True)
        yield f"group {language}", as_svg(group_chart(group, BALANCE, look=Look(size)))
        of, found = CASES[f"needs not answered ({language})"]()
        yield f"profile {language}", as_svg(profile_chart(found, of, look=Look(size, name=WIDE)))
    for script in ("longest", "cjk", "arabic", "emoji"):
        of, found = CASES[f"names: {script}"]()
        yield script, as_svg(profile_chart(found, of, look=Look(name=f"{HOSTILE[script]} " * 9)))


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """What was seen of every picture, and of it without its letters, by name."""
    folder = tmp_path_factory.mktemp("pictures")
    drawn = dict(pictures())
    drawn |= {f"{name}, other letters": FACES.sub(b"", svg) for name, svg in drawn.items()}
    for name, svg in drawn.items():
        (folder / f"{name}.svg").write_bytes(svg)
    views = [{"file": str(folder / f"{name}.svg"), "ways": []} for name in drawn]
    return dict(zip(drawn, browse(*views), strict=True))


def test_every_text_is_inside_whatever_the_letters(seen):
    assert {name: each["outside"] for name, each in seen.items() if each["outside"]} == {}


def test_its_letters_come_with_it_and_nothing_else_is_asked_for(seen):
    for name, each in seen.items():
        assert each["fonts"] == ([] if "other letters" in name else ["400 loaded", "700 loaded"])
        assert [url for url in each["asked"] if not url.startswith("data:font/")] == each["asked"][:1]
        assert each["said"] == []
