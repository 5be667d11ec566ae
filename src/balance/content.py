"""Finds the content that is no code: questionnaires and messages, in a wheel and in a checkout alike."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def content(kind: str) -> Path:
    """Return the folder of that kind ("questionnaires"), from the wheel or the top of the checkout."""
    inside = PACKAGE / kind
    return inside if inside.is_dir() else PACKAGE.parents[1] / kind
