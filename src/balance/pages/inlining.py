"""A chart's SVG as a part of a page of HTML: its colours follow the page, its ids are its own."""

import re
from xml.etree import ElementTree as ET

from balance.style import Colours

SVG = "http://www.w3.org/2000/svg"
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
SIZES = ("width", "height")


def inline(svg: str, prefix: str, colours: Colours) -> str:
    """Return an SVG that can stand in HTML, drawn in custom properties (--ink) instead of the colours given.

    `prefix` begins its ids, so that two pictures on one page do not share any. The SVG is one of ours.
    """
    for name, address in (("", SVG), ("xlink", "http://www.w3.org/1999/xlink")):
        ET.register_namespace(name, address)
    root = ET.fromstring(svg)  # noqa: S314
    names = {code: f"var(--{name})" for name, code in colours}
    for size in SIZES:
        root.attrib.pop(size, None)
    for unread in root.findall(f"{{{SVG}}}metadata"):
        root.remove(unread)
    for part in root.iter():
        for key, value in part.attrib.items():
            part.set(key, _own(key, value, prefix, names))
    return ET.tostring(root, encoding="unicode")


def _own(key: str, value: str, prefix: str, names: dict[str, str]) -> str:
    if key == "id":
        return f"{prefix}-{value}"
    if key.endswith("href") or "url(#" in value:
        return re.sub(r"^#|(?<=url\()#", f"#{prefix}-", value)
    return COLOUR.sub(lambda found: names.get(found.group().lower(), found.group()), value)
