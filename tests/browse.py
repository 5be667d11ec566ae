"""Opens pages in a real browser: a process of its own, because tests may open no socket.

It reads a list of files and the ways to look at each (width, dark, axe, print) as JSON, and prints what was seen: what
axe-core finds, whether the page is wider than the window, what was asked of the network, the text, and which texts of
a picture in SVG are not wholly inside it.
"""

import json
import sys
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

OUTSIDE = """
[...document.querySelectorAll("svg text")].filter(text => {
    const box = text.getBBox(), sheet = text.ownerSVGElement.viewBox.baseVal;
    return box.x < sheet.x - 1 || box.x + box.width > sheet.x + sheet.width + 1
        || box.y < sheet.y - 1 || box.y + box.height > sheet.y + sheet.height + 1;
}).map(text => text.textContent)
"""
QUIET = ["--no-sandbox", "--disable-background-networking", "--no-first-run", "--disable-component-update"]


def seen(page: Page, way: dict[str, Any]) -> dict[str, Any]:
    """Return what is seen of a page that is open, in one way of looking at it."""
    page.set_viewport_size({"width": way["width"], "height": 900})
    page.emulate_media(color_scheme="dark" if way.get("dark") else "light")
    found = Axe().run(page).response["violations"] if way.get("axe") else []
    if way.get("print"):
        page.pdf(path=way["print"], prefer_css_page_size=True, print_background=True)
    return {
        "violations": [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]],
        "wide": page.evaluate("document.documentElement.scrollWidth - window.innerWidth"),
        "ground": page.evaluate("getComputedStyle(document.documentElement).backgroundColor"),
    }


def opened(browser: Browser, file: Path, ways: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what a page says and asks for, and what is seen of it in each way."""
    page = browser.new_page(offline=True)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    result = {
        "ways": [seen(page, way) for way in ways],
        "asked": asked,
        "said": said,
        "scripts": page.locator("script").count(),
        "fonts": page.evaluate("[...document.fonts].map(face => face.weight + ' ' + face.status)"),
        "text": page.evaluate("document.body?.innerText ?? document.documentElement.textContent"),
        "outside": page.evaluate(OUTSIDE),
    }
    page.close()
    return result


def main() -> None:
    views = json.load(sys.stdin)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=sys.argv[1], args=QUIET)
        json.dump([opened(browser, Path(view["file"]), view["ways"]) for view in views], sys.stdout)
        browser.close()


if __name__ == "__main__":
    main()
