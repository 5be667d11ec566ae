"""The digest is of what a questionnaire says, never of how the file is laid out."""

import json
import random
import unicodedata
from hashlib import sha256

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from small_yaml import SMALL, changed, checked

from balance.questionnaire.digest import digest

DIGEST = checked(SMALL).digest


def shuffled(node, seed):
    """Return a tree with the keys of every mapping in another order."""
    if isinstance(node, dict):
        names = list(node)
        random.Random(seed).shuffle(names)  # noqa: S311
        return {name: shuffled(node[name], seed) for name in names}
    return [shuffled(child, seed) for child in node] if isinstance(node, list) else node


TREE = yaml.safe_load(SMALL)
SAME = {
    "comments": "# one\n" + SMALL.replace("\npages", "\n# two\npages") + "# three",
    "layout": yaml.safe_dump(TREE, allow_unicode=True, sort_keys=False, width=40),
    "order": yaml.safe_dump(TREE, allow_unicode=True, sort_keys=True),
    "JSON": json.dumps(TREE, ensure_ascii=False),
    "line ends": SMALL.replace("\n", "\r\n"),
    "composed letters": unicodedata.normalize("NFD", SMALL),
    "whole floats": changed(("value: 2,", "value: 2.0,"), ("margin: 20", "margin: 2e1")),
    "number of another base": changed(("margin: 20", "margin: 0x14")),
}


@pytest.mark.parametrize("case", SAME)
def test_the_digest_is_unaffected_by(case):
    assert checked(SAME[case]).digest == DIGEST


@given(st.integers())
def test_no_order_of_keys_changes_the_digest(seed):
    assert digest(shuffled(TREE, seed)) == DIGEST


OTHER = [("en: Small", "en: small"), ("value: 3,", "value: 4,"), ("items: [told, asked]", "items: [asked, told]"),
         ("margin: 20", "margin: 20.5"), ("version: 0.1.0", "version: 0.1.1"), ("  more:", "  less:")]  # fmt: skip


@pytest.mark.parametrize("change", OTHER)
def test_the_digest_changes_with_what_is_said(change):
    tree = yaml.safe_load(changed(change))
    assert digest(tree) != DIGEST


def test_the_digest_is_of_the_canonical_json():
    assert (
        digest({"b": [1.0, None, True], "a": "e\u0301"}) == sha256('{"a":"é","b":[1,null,true]}'.encode()).hexdigest()
    )
