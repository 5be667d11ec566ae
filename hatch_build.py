"""Compiles the message catalogues: .po is committed, .mo is built."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):
    """Writes balance.mo beside each balance.po, for wheels and editable checkouts alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002, D102
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        for source in Path(self.root, "src", "balance", "locale").rglob("*.po"):
            catalogue = read_po(source.read_bytes().splitlines(keepends=True))
            with source.with_suffix(".mo").open("wb") as target:
                write_mo(target, catalogue)
