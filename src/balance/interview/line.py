"""One line of text as it is typed and edited."""

import unicodedata

from balance.interview.keys import Key

LONGEST = 2000


class Line:
    """A text and the place of the cursor in it."""

    def __init__(self, text: str = "") -> None:
        self.text = text[:LONGEST]
        self.at = len(self.text)

    @property
    def finished(self) -> str:
        """Return the text as it is kept: composed, without blanks at its ends."""
        return unicodedata.normalize("NFC", self.text).strip()

    def press(self, key: Key) -> None:
        """Do what a key does to a line; one that does nothing is passed over."""
        if key.name in ("text", "paste"):
            self._insert(tidy(key.text))
        elif key.name == "backspace" and self.at:
            self.text = self.text[: self.at - 1] + self.text[self.at :]
            self.at -= 1
        elif key.name == "delete":
            self.text = self.text[: self.at] + self.text[self.at + 1 :]
        elif key.name == "clear":
            self.text, self.at = self.text[self.at :], 0
        else:
            moved = {"left": self.at - 1, "right": self.at + 1, "home": 0, "end": len(self.text)}
            self.at = max(0, min(moved.get(key.name, self.at), len(self.text)))

    def _insert(self, typed: str) -> None:
        typed = typed[: LONGEST - len(self.text)]
        self.text = self.text[: self.at] + typed + self.text[self.at :]
        self.at += len(typed)


def tidy(text: str) -> str:
    """Return a text as one line: line breaks and tabs become blanks, what cannot be printed goes."""
    return "".join(each for each in " ".join(text.splitlines()).replace("\t", " ") if each.isprintable())
