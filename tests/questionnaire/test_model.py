"""The shape of the format, as editors and messages see it."""

import re

from balance.questionnaire.model import Questionnaire, shape
from balance.questionnaire.rules.texts import TEXTS

LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


def is_text(schema):
    return schema.get("anyOf", [{}])[-1] == {"type": "string"} and "patternProperties" in schema["anyOf"][0]


def texts(schema, definitions, path=()):
    """Yield the path of every text that a schema allows, a star for any name or place."""
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rsplit("/", 1)[1]]
    if is_text(schema):
        yield ".".join(path)
        return
    for name, part in schema.get("properties", {}).items():
        yield from texts(part, definitions, (*path, name))
    for part in (*schema.get("patternProperties", {}).values(), schema.get("items")):
        if part:
            yield from texts(part, definitions, (*path, "*"))


def test_every_text_of_the_model_is_held_to_the_languages_declared():
    schema = shape()
    named = {re.sub(r"prompts\.\w+", "prompts.*", path) for path in texts(schema, schema["$defs"])}
    assert named == set(TEXTS)


def test_an_editor_accepts_a_text_as_a_plain_one_and_one_a_language():
    title = shape()["properties"]["title"]
    assert title["anyOf"] == [
        {"additionalProperties": False, "patternProperties": {LANGUAGE: {"type": "string"}}, "type": "object"},
        {"type": "string"},
    ]


def test_an_editor_is_told_what_must_be_there_and_that_null_is_no_value():
    schema = shape()
    required = {name for name, field in Questionnaire.model_fields.items() if field.is_required()}
    assert set(schema["required"]) == required == {
        "format", "id", "version", "languages", "title", "scales", "pages", "dimensions",
    }  # fmt: skip
    expected = schema["$defs"]["Test"]["properties"]["expect"]["additionalProperties"]["anyOf"]
    assert {"type": "null"} in expected
    del schema["$defs"]["Test"]
    assert "null" not in str(schema)
