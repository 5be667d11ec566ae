"""Questionnaires that tests of scores share."""

from collections.abc import Callable

import factory
import pytest

from balance.questionnaire.model import Questionnaire


@pytest.fixture(scope="session")
def questionnaire() -> Callable[..., Questionnaire]:
    return factory.questionnaire


@pytest.fixture(scope="session")
def small() -> Questionnaire:
    return factory.questionnaire(**factory.two_sides())
