"""Finds the content that is no code: questionnaires and messages, in a wheel and in a checkout alike."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def content(kind: str) -> Traversable:
    """Return the folder of that kind ("questionnaires"), from the wheel or the top of the checkout."""
    inside = files("balance") / kind
    return inside if inside.is_dir() else Path(__file__).parents[2] / kind
