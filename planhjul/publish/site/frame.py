"""What every page of the site shares: its head, the way between pages, and the stamp at its foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from planhjul.figures.markup import Part, joined, tag
from planhjul.language import LANGUAGES, SOURCE_LANGUAGE, Language, language
from planhjul.publish.edition import Edition
from planhjul.texts import Text, text

STYLESHEET: Final = "stil.css"
INDEX: Final = "index.html"
TERM: Final = "valgperioden.html"
ORGANS: Final = "organ.html"
CHECKS: Final = "lovsjekk.html"
EMBED: Final = "innebygd.html"
ABOUT: Final = "om.html"

_MENU: Final = (
    (INDEX, text("Årshjulet")),
    (TERM, text("Valgperioden")),
    (ORGANS, text("Organene")),
    (CHECKS, text("Lovsjekk")),
    (ABOUT, text("Om og nedlasting")),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: its path inside its language's part of the site.

    Every address is relative, so that the site works under any path and from a folder.
    """

    path: str
    language: Language

    @property
    def file(self) -> str:
        """The page's path in the site: the source language at the top, the others in folders."""
        return _folder(self.language.code) + self.path

    def to(self, path: str) -> str:
        """The address of another page in the same language."""
        return "../" * self.path.count("/") + path

    def root(self, path: str) -> str:
        """The address of a file that all languages share."""
        return "../" * self.file.count("/") + path

    def in_language(self, code: str) -> str:
        """The address of the same page in another language."""
        return self.root(_folder(code) + self.path)


def _folder(code: str) -> str:
    return "" if code == SOURCE_LANGUAGE else f"{code}/"


def page(edition: Edition, place: Place, title: Text, *content: Part) -> bytes:
    """A whole page with the site's header, menu and foot."""
    say = place.language.say
    menu = [
        tag(
            "li",
            tag("a", say(name), href=place.to(path), aria_current="page" if path == place.path else None),
        )
        for path, name in _MENU
    ]
    header = tag(
        "div",
        tag("p", edition.name, class_="owner"),
        tag("nav", tag("ul", menu), aria_label=say(text("Sider"))),
        _languages(place),
    )
    body = tag(
        "body",
        tag("a", say(text("Hopp til innholdet")), class_="skip", href="#innhold"),
        tag("header", header, class_="band"),
        tag("main", tag("h1", say(title)), content, id="innhold", tabindex="-1"),
        tag("footer", tag("div", stamp(edition, place)), class_="foot"),
    )
    return _document(edition, place, title, body)


def bare_page(edition: Edition, place: Place, title: Text, *content: Part) -> bytes:
    """A page to stand inside another site: no header, and every link leaves the frame."""
    body = tag("body", tag("main", content), class_="frame")
    return _document(edition, place, title, body, tag("base", target="_parent"))


def stamp(edition: Edition, place: Place) -> Markup:
    """The stamp, and when the law was read."""
    say = place.language.say
    return joined([tag("p", say(edition.stamp)), tag("p", say(edition.sources))])


def _languages(place: Place) -> Part:
    if len(LANGUAGES) == 1:
        return None
    links = [
        tag("li", tag("a", language(code).name, href=place.in_language(code), lang=code, hreflang=code))
        for code in LANGUAGES
        if code != place.language.code
    ]
    return tag("nav", tag("ul", links), aria_label=place.language.say(text("Språk")))


def _document(edition: Edition, place: Place, title: Text, body: Markup, *more: Part) -> bytes:
    say = place.language.say
    shown, whole = say(title), say(edition.title)
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="description", content=say(edition.stamp)),
        tag("meta", name="generator", content=f"planhjul {edition.version}"),
        tag("title", whole if shown == whole else f"{shown} – {whole}"),
        more,
        tag("link", rel="stylesheet", href=place.root(STYLESHEET)),
    )
    return f"<!doctype html>\n{tag('html', head, body, lang=place.language.code)}\n".encode()
