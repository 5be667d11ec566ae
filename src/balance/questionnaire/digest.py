"""What a questionnaire says, as one number."""

import json
import unicodedata
from hashlib import sha256


def digest(tree: object) -> str:
    """Return the SHA-256 of a document's tree, in hexadecimal.

    It covers every key and every value. It does not cover comments, layout, the kind of quotes, the
    order of keys, the composition of letters (NFC is taken), or whether a whole number is written
    4 or 4.0. The order of a list counts.
    """
    text = json.dumps(canonical(tree), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode("utf-8")).hexdigest()


def canonical(node: object) -> object:
    """Return a tree with texts in NFC and whole floats as integers; at most 20 deep, as documents are."""
    if isinstance(node, dict):
        return {unicodedata.normalize("NFC", key): canonical(value) for key, value in node.items()}
    if isinstance(node, list):
        return [canonical(value) for value in node]
    if isinstance(node, str):
        return unicodedata.normalize("NFC", node)
    return int(node) if isinstance(node, float) and node.is_integer() else node
