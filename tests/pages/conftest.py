"""Pages speak English in tests unless a test says otherwise."""

import pytest

from balance import words


@pytest.fixture(autouse=True)
def english():
    with words.speaking("en"):
        yield
