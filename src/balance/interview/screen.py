"""What the full-screen interview shows: every screen as lines for a window of any size."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from rich.cells import cell_len
from rich.text import Text

from balance.interview.choices import BACK, SKIP, Choice
from balance.interview.layout import CALM, Block, Sheet, around, fitted, footed, gap, signs
from balance.interview.line import Line
from balance.interview.session import Session
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.terminal.console import printable
from balance.words import _, plural

NARROWEST, LOWEST = 40, 16
TOP, AIR, HELP, ROOM, BAR, HEAD = 10, 9, 8, 7, 6, 5  # what goes first where the window is low
STAYS = 0


class Screens:
    """Draws the screens of one questionnaire in one language, for one window."""

    def __init__(self, questionnaire: Questionnaire, language: str, stream: TextIO, size: tuple[int, int]) -> None:
        self.questionnaire = questionnaire
        self.language = language
        self.stream = stream
        self.columns, self.rows = size
        self.sheet = Sheet(self.columns, stream)
        self.signs = signs(stream)

    def say(self, text: Mapping[str, str] | None) -> str:
        """Return a text of the questionnaire, harmless, in the language of the interview."""
        return shown(self.questionnaire.say(text, self.language), width=2000) if text else ""

    def question(
        self, session: Session, choices: Sequence[Choice], chosen: int | None, note: str = ""
    ) -> Sequence[Text]:
        """Return the screen of an item: where one is, the question, its answers with their keys."""
        item = session.items[session.at]
        asked = self.sheet.wrapped(self.say(item.text), "bold")
        answers = [
            self._choice(choice, n == chosen, session.asked and choice.answer == session.earlier)
            for n, choice in enumerate(choices)
        ]
        scored = sum(1 for choice in choices if choice.scored)
        blocks = [
            *self._head(session, self.say(item.page.title)),
            Block(STAYS, asked),
            gap(AIR, 2 - min(2, len(asked))),  # so that the answers stand still from question to question
            gap(ROOM),
            Block(STAYS, _flat(answers[:scored])),
            gap(ROOM, 1 if answers[scored:] else 0),
            Block(STAYS, _flat(answers[scored:])),
        ]
        lines = self._page(blocks, self._help(note, self._answer_keys(choices)), STAYS if note else HELP)
        return lines if len(lines) <= self.rows else self._scrolled(asked, answers, chosen or 0)

    def comment(self, session: Session, line: Line, note: str = "") -> Sequence[Text]:
        """Return the screen of an open question, with the line as typed so far."""
        comment = session.comments[session.at - len(session.items)]
        blocks = [
            *self._head(session, _("In your own words")),
            Block(STAYS, self.sheet.wrapped(self.say(comment.text), "bold")),
            gap(ROOM),
            Block(STAYS, self._typed(line)),
        ]
        keys = (_("Enter goes on"), _("an empty line skips"), _("Ctrl-C stops"), _("up goes back"))
        return self._page(blocks, self._help(note, keys), STAYS if note else HELP)[: self.rows]

    def card(self, heading: str, paragraphs: Sequence[str], foot: Sequence[str]) -> Sequence[Text]:
        """Return a screen that asks nothing; how to go on stands where the reading ends."""
        told = [line for text in paragraphs if text for line in (Text(""), *self.sheet.wrapped(text))]
        blocks = [
            *([gap(TOP), self._title(), gap(AIR)] if heading else [gap(TOP)]),
            Block(STAYS, self.sheet.wrapped(heading or self.say(self.questionnaire.title), "bold")),
            Block(STAYS, told),
        ]
        return self._cut(blocks, self._help("", foot))

    def review(self, session: Session) -> Sequence[Text]:
        """Return the last screen: what was left out, and the chance to answer it."""
        skipped = session.skipped
        heading = plural("{n} question is left out.", "{n} questions are left out.", len(skipped)).format(
            n=len(skipped)
        )
        room = max(1, min(self.rows - 9, 12))
        listed = [self._left_out(session, n) for n in skipped[:room]]
        more = len(skipped) - len(listed)
        if more:
            listed.append(self.sheet.line(_("and {n} more").format(n=more)))
        answered = _("{number} of {total} answered.").format(number=session.answered, total=len(session.items))
        blocks = [
            gap(TOP),
            self._title(),
            gap(AIR),
            Block(STAYS, self.sheet.wrapped(f"{answered} {heading}" if skipped else answered, "bold")),
            gap(ROOM, 1 if listed else 0),
            Block(STAYS, listed),
        ]
        go = [_("Enter finishes"), SKIP + " " + _("go to those left out") if skipped else "", BACK + " " + _("back")]
        return self._cut(blocks, self._help("", [part for part in go if part]))

    def languages(self, choices: Sequence[Choice], chosen: int | None) -> Sequence[Text]:
        """Return the screen on which the language is chosen: before it, none is known."""
        blocks = [gap(AIR, 2), Block(STAYS, _flat([self._choice(each, n == chosen) for n, each in enumerate(choices)]))]
        return self._page(blocks, Text(""), HELP, polite=False)[: self.rows]

    def _page(
        self, blocks: Sequence[Block], foot: Text, rank: int, *, polite: bool = True, calm: int = CALM
    ) -> list[Text]:
        small = polite and (self.columns < NARROWEST or self.rows < LOWEST)
        apology = [Block(STAYS, self._apology()), gap(ROOM)] if small else []
        body = [block for block in blocks if not small or block.rank not in (HEAD, BAR)]
        lines = fitted([*apology, *body, gap(AIR), Block(rank, [foot])], self.rows)
        if not lines or lines[-1] is not foot:
            return lines
        return footed(lines[:-1], [foot], min(self.rows, calm))

    def _cut(self, blocks: Sequence[Block], foot: Text) -> list[Text]:
        lines = self._page([*blocks, gap(AIR)], foot, STAYS, calm=0)
        if len(lines) <= self.rows:
            return lines
        return [*lines[: max(0, self.rows - 2)], self.sheet.line(self.signs.more), foot][-self.rows :]

    def _scrolled(self, asked: Sequence[Text], answers: Sequence[Sequence[Text]], chosen: int) -> list[Text]:
        """Return the question and the answers around the chosen one, where all of them have no room."""
        small = self.columns < NARROWEST or self.rows < LOWEST
        top = [*(self._apology() if small else []), *asked]
        room = max(self.rows - len(top), min(3, self.rows // 3))
        return [*top[: self.rows - room], *around(answers, chosen, room)]

    def _apology(self) -> list[Text]:
        return self.sheet.wrapped(
            _("This window is small: please make it {columns} by {rows} or larger, or use --plain.").format(
                columns=NARROWEST, rows=LOWEST
            )
        )

    def _title(self) -> Block:
        return Block(TOP, [self.sheet.line(self.say(self.questionnaire.title), "dim")])

    def _head(self, session: Session, page: str) -> Iterator[Block]:
        yield gap(TOP)
        yield self._title()
        yield Block(HEAD, [self.sheet.ends(page, self._counts(session), "dim")])
        yield Block(BAR, [self._bar(session.done)])
        yield gap(ROOM)

    def _counts(self, session: Session) -> list[str]:
        """Return where one is, in words and shorter."""
        count = _("{number} of {total}").format(number=session.at + 1, total=len(session.steps))
        left = session.minutes_left
        if not left:
            return [count]
        long = plural("about {n} minute left", "about {n} minutes left", left).format(n=left)
        short = _("{n} min").format(n=left)
        return [f"{count} {self.signs.dot} {long}", f"{count} {self.signs.dot} {short}", count]

    def _bar(self, done: float) -> Text:
        full = round(self.sheet.width * done)
        rest = self.sheet.width - full
        pad = " " * self.sheet.margin
        return Text.assemble(pad, (self.signs.done * full, "cyan"), (self.signs.left * rest, "dim"))

    def _choice(self, choice: Choice, chosen: bool, earlier: bool = False) -> list[Text]:
        """Return an answer's lines: the marks of the cursor and of the answer given before, its key, its words."""
        lead = " ".join(
            (self.signs.cursor if chosen else " ", choice.key or " ", self.signs.earlier if earlier else " ", "")
        )
        return self.sheet.wrapped(choice.label, "bold" if chosen else "", lead, "bold cyan" if chosen else "")

    def _answer_keys(self, choices: Sequence[Choice]) -> Iterator[str]:
        keys = [choice.key for choice in choices if choice.scored and choice.key]
        yield _("{first}-{last} answers").format(first=keys[0], last=keys[-1])
        yield BACK + " " + _("back")
        yield SKIP + " " + _("skip")
        yield _("Ctrl-C stops")
        yield self.signs.arrows + " " + _("and Enter") if self.signs.arrows else _("arrows and Enter")

    def _help(self, note: str, parts: Sequence[str] | Iterator[str]) -> Text:
        return self.sheet.line(note) if note else self.sheet.joined(parts, f"  {self.signs.dot}  ", "dim")

    def _left_out(self, session: Session, place: int) -> Text:
        item = session.items[place]
        return self.sheet.line(f"{place + 1:>4}  {self.say(item.text)}")

    def _typed(self, line: Line) -> list[Text]:
        """Return the typed text in lines, the cursor in reverse, those around it where they are many."""
        lines, here, width = [Text(" " * self.sheet.margin)], 0, 0
        for n, letter in enumerate([*printable(line.text, self.stream), " "]):
            if width + cell_len(letter) > self.sheet.width:
                lines.append(Text(" " * self.sheet.margin))
                width = 0
            width += cell_len(letter)
            lines[-1].append(letter, "reverse" if n == line.at else "")
            here = len(lines) - 1 if n == line.at else here
        room = max(1, min(6, self.rows - 6))
        first = max(0, min(here - room // 2, len(lines) - room))
        return lines[first : first + room]


def _flat(groups: Sequence[Sequence[Text]]) -> list[Text]:
    return [line for group in groups for line in group]
