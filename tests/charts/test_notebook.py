"""What an analyst gets: a Figure, and a profile that shows itself."""

import subprocess
import sys
from base64 import b64decode

import pytest
from drawn import BALANCE, leaning, many, named

import balance
from balance import words
from balance.charts.look import Look
from balance.errors import BalanceError
from balance.profiles import Profile


@pytest.fixture(autouse=True)
def english():
    words.use("en")


PNG = b"\x89PNG\r\n\x1a\n"


def test_a_profile_becomes_a_matplotlib_figure_without_naming_its_questionnaire():
    from matplotlib.figure import Figure

    chart = balance.chart(leaning())
    assert isinstance(chart, Figure)
    assert chart.about.title == "You lead more towards structure than your situation calls for."
    assert chart._repr_png_().startswith(PNG)


def test_kind_and_look_can_be_chosen():
    chart = balance.chart(leaning(), BALANCE, kind="lean", look=Look("page", title=False))
    assert chart.get_figwidth() * 72 == pytest.approx(470)
    assert "Meaning" not in chart.about.alternative


def test_a_profile_shows_its_chart_in_a_notebook_with_its_facts_in_words():
    html = balance.profile(next(iter(BALANCE.tests)).answers, BALANCE)._repr_html_()
    assert html.startswith("<img ")
    assert b64decode(html.split("base64,")[1].rstrip('">')).startswith(PNG)
    assert "Goals: " in html.split(" src=")[0]
    assert html.count('"') == 6


def test_a_profile_read_from_json_is_drawn_like_the_one_it_was():
    again = Profile.model_validate_json(leaning("nb").model_dump_json())
    assert balance.chart(again)._repr_png_() == balance.chart(leaning("nb"))._repr_png_()


def test_a_questionnaire_that_is_not_shipped_must_be_given():
    of = many(3)
    found = balance.profile({"d0_1": 3, "d0_2": 4}, of)
    with pytest.raises(BalanceError, match=r"small: .* does not come with balance\. .*\[another-questionnaire\]"):
        balance.chart(found)
    assert found._repr_html_() is None
    assert balance.chart(found, of).about.title == "Small"


def test_another_content_is_another_questionnaire():
    with pytest.raises(BalanceError, match=r"another content\. .*\[another-questionnaire\]"):
        balance.chart(leaning(), named("Other"))
    older = leaning().model_copy(
        update={"questionnaire": leaning().questionnaire.model_copy(update={"digest": "f" * 64})}
    )
    with pytest.raises(BalanceError, match=r"\(ffffffffffff\)"):
        balance.chart(older)


def test_without_two_sides_there_is_no_lean_to_draw():
    of = many(3)
    with pytest.raises(BalanceError, match=r"\[no-lean\]"):
        balance.chart(balance.profile({}, of), of, kind="lean")


def test_a_profile_is_made_without_loading_matplotlib():
    program = "import sys, balance; balance.profile; balance.chart; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_an_analysts_own_settings_stay_and_change_nothing():
    import matplotlib

    expected = balance.chart(leaning())._repr_png_()
    with matplotlib.rc_context(
        {"font.size": 30, "text.hinting": "none", "savefig.bbox": "tight", "axes.facecolor": "r"}
    ):
        assert balance.chart(leaning())._repr_png_() == expected
        assert matplotlib.rcParams["font.size"] == 30
