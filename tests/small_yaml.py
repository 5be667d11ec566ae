"""A small questionnaire as its author would write it, and what is said about a changed one."""

from balance.errors import BalanceError
from balance.questionnaire.check import check
from balance.questionnaire.document import parse
from balance.questionnaire.model import Questionnaire

SMALL = """\
format: balance/1
id: small
version: 0.1.0
languages: [en, nb]
title: {en: Small, nb: Liten}

scales:
  often:
    points:
      - {value: 1, label: {en: Seldom, nb: Sjelden}, aliases: {en: [Never], nb: [Aldri]}}
      - {value: 2, label: {en: Sometimes, nb: Noen ganger}}
      - {value: 3, label: {en: Often, nb: Ofte}}
    unscored:
      - {code: not_mine, label: {en: Not my role, nb: Ikke min rolle}}

pages:
  - title: {en: What you do, nb: Det du gjør}
    scale: often
    items:
      ranked: {en: I say which goals come first., nb: Jeg sier hvilke mål som går foran.}
      agreed: {en: I agree on goals., nb: Jeg avtaler mål.}
      told: {en: I tell why., nb: Jeg sier hvorfor.}
      asked: {en: I ask why., nb: Jeg spør hvorfor.}
      need_of_goals: {en: Set goals, nb: Sette mål}
      need_of_meaning: {en: Give meaning, nb: Gi mening}
      trust: {en: We trust each other., nb: Vi stoler på hverandre.}

comments:
  more: {en: More of, nb: Mer av}

dimensions:
  goals:
    name: {en: Goals, nb: Mål}
    items: [ranked, agreed]
    reversed: [agreed]
    need: [need_of_goals]
  meaning:
    name: {en: Meaning, nb: Mening}
    items: [told, asked]
    need: [need_of_meaning]
    prompts: {more: [{en: "What more?", nb: "Hva mer?"}]}
  climate:
    name: {en: Climate, nb: Klima}
    items: [trust]

axes:
  structure: {name: {en: Structure, nb: Struktur}, dimensions: [goals]}
  relationship: {name: {en: Relationship, nb: Relasjon}, dimensions: [meaning]}

balance:
  left: structure
  right: relationship
  margin: 20
  pairs: [{name: {en: What and why, nb: Hva og hvorfor}, left: goals, right: meaning}]

outcomes: [climate]

tests:
  - name: all at the top
    answers: {ranked: 3, agreed: 1, told: 3, asked: not_mine, trust: 2}
    expect: {goals: 100, meaning: null, climate: 50}
"""


def changed(*changes: tuple[str, str], text: str = SMALL) -> str:
    """Return the small questionnaire with changes, each of a part that stands there once."""
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def checked(text: str | bytes) -> Questionnaire:
    """Return the questionnaire of a text."""
    return check(parse(text.encode() if isinstance(text, str) else text, "small.yaml"))


def faults(text: str | bytes) -> list[str]:
    """Return each fault of a text as "line:column id"."""
    try:
        checked(text)
    except BalanceError as error:
        return [f"{f.mark.line}:{f.mark.column} {f.id}" if f.mark else f.id for f in error.faults]
    return []


def messages(text: str | bytes) -> str:
    """Return all that is said about a text."""
    try:
        checked(text)
    except BalanceError as error:
        return str(error)
    return ""
