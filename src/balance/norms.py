"""Norms: what a score is compared with, made from the answers of 100 people or more (docs/method.md, section 10)."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from balance.errors import BalanceError, Fault, stop
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.statistics.percentiles import percentile
from balance.store.model import Source
from balance.words import _, number

if TYPE_CHECKING:
    from pathlib import Path

    from narwhals.typing import IntoFrame

    from balance.statistics.tally import Tally

FORMAT: Literal["balance-norms/1"] = "balance-norms/1"
FEWEST = 100  # people
SHARES = range(1, 100)
BOUNDED = (5, 10, 25, 50, 75, 90, 95)  # percentiles that are given with their interval
DECIMALS = 6
SAME = 1e-5  # percentiles are rounded

Hundred = Annotated[tuple[float, ...], Field(min_length=99, max_length=99)]


class Part(BaseModel):
    """A part of norms; nothing changes once it is made."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Dates(Part):
    """The first and the last day of the answers, ISO 8601."""

    first: str
    last: str


class ScoreNorms(Part):
    """One score of the norm group, in its unit.

    `percentiles` are the scores below which 1, 2, ... 99 of 100 people lie; `intervals` bound some of them, 95 %:
    percentile, low, high. `reliability` is alpha, of the lean that of the difference of the axes; None where there is
    none.
    """

    n: Annotated[int, Field(ge=FEWEST)]
    mean: float
    sd: Annotated[float, Field(ge=0)]
    reliability: Annotated[float, Field(ge=0, le=1)] | None
    percentiles: Hundred
    intervals: tuple[tuple[float, float, float], ...]


class Norms(Part):
    """A basis for comparison: whose answers, how many, when and in which languages, and what they gave."""

    format: Literal["balance-norms/1"] = FORMAT
    made_by: str
    questionnaire: Source
    description: Annotated[str, Field(min_length=1, max_length=200)]
    n: Annotated[int, Field(ge=FEWEST)]
    languages: dict[str, float]  # shares, 0 to 1; empty where they are not known
    dates: Dates | None
    scores: dict[str, ScoreNorms]


class About(Part):
    """What norms say of the people: a description in words, shares of languages, and dates."""

    description: str
    languages: dict[str, float] = {}
    dates: Dates | None = None


def made(frame: "IntoFrame", questionnaire: Questionnaire, about: About, file: str, read: bool = False) -> Norms:
    """Return norms of a frame whose items are values under their ids, null where not answered.

    A score that fewer than 100 people have is left out. Raises a BalanceError where there are fewer than 100 people, or
    no score that 100 have; `file` is the name that it says. `read` says that balance has read the frame from files.
    """
    from balance.stamp import stamp
    from balance.statistics.tallied import plain
    from balance.statistics.tally import scored, tally

    found = tally(frame, questionnaire, read=read)
    people = int(found.people.sum())
    if people < FEWEST:
        raise _too_few(file, people)
    (told,) = plain.groups(found, questionnaire, plain.spreads(found, questionnaire)).trees().values()
    reliability = _reliabilities(told, plain.difference(found, questionnaire), questionnaire)
    by_score = {**told["dimensions"], **told["axes"], "lean": told["lean"], "level": told["level"]}
    scores = {
        id: _score(found, id, by_score[id], reliability.get(id))
        for id in scored(questionnaire)
        if by_score[id]["n"] >= FEWEST
    }
    if not scores:
        raise _too_few(file, max(each["n"] for each in by_score.values() if each))
    source = Source(id=questionnaire.id, version=questionnaire.version, digest=questionnaire.digest)
    made_by = stamp(questionnaire, "en").made_by
    return Norms(made_by=made_by, questionnaire=source, n=people, scores=scores, **about.model_dump())


def _too_few(file: str, people: int) -> BalanceError:
    what = _("Norms take {fewest} people who answered enough, and here are {n}.").format(
        fewest=FEWEST, n=number(people)
    )
    remedy = _("With fewer, a percentile would say more about who happened to answer than about the group.")
    return stop(file, what, remedy, "too-few-for-norms")


def _reliabilities(
    told: Mapping[str, Any], difference: Mapping[str, Any] | None, questionnaire: Questionnaire
) -> dict[str, float | None]:
    """Return alpha of dimensions and axes, and the reliability of the lean."""
    found: dict[str, float | None] = {id: dimension["alpha"] for id, dimension in told["dimensions"].items()}
    if difference is None or questionnaire.balance is None:
        return found
    found.update(difference["alpha"], lean=difference["reliability"])
    return found


def _score(found: "Tally", id: str, told: Mapping[str, Any], reliability: float | None) -> ScoreNorms:
    import numpy as np

    _groups, values, counts = found.scores[id]
    order = np.argsort(values)
    scores = np.repeat(values[order], counts[order]).tolist()
    bounded = {share: percentile(scores, share / 100) for share in BOUNDED}
    return ScoreNorms(
        n=told["n"],
        mean=told["mean"],
        sd=told["sd"],
        reliability=reliability,
        percentiles=tuple(np.round(np.quantile(scores, [share / 100 for share in SHARES]), DECIMALS).tolist()),
        intervals=tuple(
            (share, round(each.low, DECIMALS), round(each.high, DECIMALS)) for share, each in bounded.items()
        ),
    )


def as_yaml(norms: Norms) -> str:
    """Return norms as YAML: a key a line, lists in brackets."""
    import yaml

    return yaml.safe_dump(
        norms.model_dump(mode="json"), sort_keys=False, allow_unicode=True, default_flow_style=None, width=110
    )


def read(path: "Path", questionnaire: Questionnaire) -> Norms:
    """Read norms from a file.

    Raises a BalanceError where it is no norms, or they are of another questionnaire.
    """
    from pydantic import ValidationError

    from balance.questionnaire.document import read as document

    remedy = _("Make them with: {command}").format(command='balance norms FILE... --about "..." -o norms.yaml')
    none = stop(shown(path), _("The file holds no norms."), remedy, "not-norms")
    try:
        tree = document(path).sound().tree
    except BalanceError as error:
        broken = not any(fault.mark for fault in error.faults) or FORMAT.encode() in path.read_bytes()
        raise (error if broken else none) from None
    if tree.get("format") != FORMAT:
        raise none
    try:
        norms = Norms.model_validate(tree)
    except ValidationError as error:
        raise BalanceError(
            Fault(shown(path), f"{'.'.join(map(str, each['loc']))}: {shown(each['msg'])}.", remedy, "not-norms")
            for each in error.errors()[:10]
        ) from None
    if norms.questionnaire.id != questionnaire.id:
        what = _("The norms are of the questionnaire {other}, not of {id}.")
        raise stop(
            shown(path),
            what.format(other=norms.questionnaire.id, id=questionnaire.id),
            _("Name norms of the same questionnaire."),
            "other-norms",
        )
    return norms


def higher_than(norms: ScoreNorms, value: float) -> int:
    """Return than how many of 100 people of the norm group a score is higher."""
    return sum(each < value - SAME for each in norms.percentiles)


def of_whom(norms: Norms, questionnaire: Questionnaire) -> Sequence[str]:
    """Return whose norms these are, in words: how many, who, when, in which languages, of which version."""
    described = shown(norms.description)
    lines = [_("Compared with {n} people: {description}.").format(n=number(norms.n), description=described)]
    if norms.dates:
        lines.append(_("They answered from {first} to {last}.").format(**norms.dates.model_dump()))
    if norms.languages:
        shares = ", ".join(f"{shown(code, 10)} {number(100 * share)} %" for code, share in norms.languages.items())
        lines.append(_("Languages of their answers: {shares}.").format(shares=shares))
    if norms.questionnaire.digest != questionnaire.digest:
        lines.append(
            _("They answered version {version} of the questionnaire.").format(version=norms.questionnaire.version)
        )
    return lines
