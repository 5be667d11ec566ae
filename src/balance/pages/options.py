"""What is asked of a report beyond the profile."""

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from balance.norms import Norms


class Beside(BaseModel):
    """The means of the group one belongs to, as others may see them: of so many people, in whole points.

    `means` by the id of a dimension or an axis; one that is not shown is not there.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    n: int
    means: dict[str, float]
    lean: float | None = None
    level: float | None = None


class Options(BaseModel):
    """What goes into a report besides the profile; nothing of it unless it is given.

    `name` is whose report it is. `start` is what one starts with: a dimension's id or a text.
    `norms` put each score beside those of others. `share`: one page for others, without the outcomes, the
    table and the questions; it holds no thoughts. `group`: the group's means beside one's own. A `draft` is
    marked on every page.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = ""
    share: bool = False
    start: str = ""
    thoughts: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    group: Beside | None = None
    draft: bool = False
    norms: Norms | None = None

    @model_validator(mode="after")
    def _no_thoughts_for_others(self) -> Self:
        if self.share and self.thoughts:
            raise ValueError("a page to share holds no thoughts")
        return self

    @property
    def stamp(self) -> str:
        """Return the options that change what is shown, as the command line names them."""
        told = (
            ("draft", self.draft),
            ("with-group", self.group),
            ("share", self.share),
            ("norms", self.norms),
            ("with-reflections", self.thoughts),
            ("with-actions", self.actions),
        )
        return " ".join(f"--{name}" for name, given in told if given)
