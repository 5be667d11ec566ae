"""Every fault has its entry in docs/faults.md, and every entry is a fault that can be met."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).parents[1]
MAKERS = {"Fault", "Found", "stop"}  # where, what, remedy, id


def constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the texts that a module gives names to."""
    for node in tree.body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                pairs = zip(target.elts, node.value.elts, strict=True) if isinstance(target, ast.Tuple) else [
                    (target, node.value)]  # fmt: skip
                yield from ((name.id, value.value) for name, value in pairs if isinstance(value, ast.Constant))


def ids_in(tree: ast.AST, named: dict[str, str]) -> Iterator[str]:
    """Yield the ids of the faults that a module makes; one that is handed on stands where it is said."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            places = [*node.args[3:4], *(word.value for word in node.keywords if word.arg == "id")]
            if name in MAKERS or name.endswith("_fault"):
                yield from (each.value for each in places if isinstance(each, ast.Constant))
                yield from (named[each.id] for each in places if isinstance(each, ast.Name) and each.id in named)


def in_source() -> set[str]:
    modules = [ast.parse(path.read_text("utf-8")) for path in (TOP / "src").rglob("*.py")]
    named = {name: text for module in modules for name, text in constants(module) if isinstance(text, str)}
    return {id for module in modules for id in ids_in(module, named) if isinstance(id, str)}


def in_docs() -> list[str]:
    return re.findall(r"^### `([a-z0-9-]+)`$", (TOP / "docs" / "faults.md").read_text("utf-8"), re.M)


def test_every_fault_of_the_program_has_its_entry_and_every_entry_its_fault():
    assert in_source() == set(in_docs())


def test_no_fault_has_two_entries():
    assert len(in_docs()) == len(set(in_docs()))


def test_every_entry_has_an_example_and_a_remedy():
    text = (TOP / "docs" / "faults.md").read_text("utf-8")
    for entry in re.split(r"^### ", text, flags=re.M)[1:]:
        body = re.split(r"^## ", entry, flags=re.M)[0]
        assert "Example: " in body, entry
        assert "Remedy: " in body, entry
