"""The site's pages lead to each other, ask for nothing from outside, and let no text become markup."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import Markup

from planhjul import language as language_module
from planhjul.figures.markup import raw, tag
from planhjul.language import language
from planhjul.publish.events import events
from planhjul.publish.kit import kit
from planhjul.publish.site import frame, pages
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import RuleKind, Sense, Status
from tests.publish.examples import AT, HOSTILE, edition, with_name


class Read(HTMLParser):
    """What a page refers to, and what it holds."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.links: list[str] = []
        self.resources: list[str] = []
        self.ids: list[str] = []
        self.tags: Counter[str] = Counter()
        self.lang = ""
        self.words = ""
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags[tag] += 1
        if tag == "html":
            self.lang = found["lang"] or ""
        if "id" in found:
            self.ids.append(found["id"] or "")
        if tag == "a":
            self.links.append(found["href"] or "")
        elif "href" in found or "src" in found:
            self.resources.append(found.get("href") or found.get("src") or "")
        assert not [name for name in found if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.words += data


def files() -> dict[str, bytes]:
    found = edition()
    return kit(found, language(), events(found, language(), (), AT))


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    return files()


@pytest.fixture(scope="module")
def read(site: dict[str, bytes]) -> dict[str, Read]:
    return {path: Read(content) for path, content in site.items() if path.endswith(".html")}


def check_links(site: dict[str, bytes], read: dict[str, Read]) -> int:
    """How many links there are inside the site; every one leads to a file and a place that exist."""
    count = 0
    for path, page in read.items():
        for link in page.links + page.resources:
            if link.startswith("https://"):
                continue
            address, _, place = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) if address else path
            assert target in site, f"{path}: {link}"
            assert not place or place in read[target].ids, f"{path}: {link}"
            count += 1
    return count


def test_every_link_leads_somewhere(site: dict[str, bytes], read: dict[str, Read]) -> None:
    assert check_links(site, read) > 50


def test_every_page_is_there(site: dict[str, bytes]) -> None:
    assert {"index.html", "valgperioden.html", "organ.html", "lovsjekk.html", "innebygd.html", "om.html"} <= {
        *site
    }
    assert {"organ/kommunestyre.html", "organ/formannskap.html", "organ/utvalg-for-oppvekst.html"} <= {*site}
    assert {"kalender/alle.ics", "kalender/kommunestyre.ics", "kalender/utvalg-for-oppvekst.ics"} <= {*site}


def test_nothing_is_asked_of_anyone_else(site: dict[str, bytes], read: dict[str, Read]) -> None:
    for path, page in read.items():
        assert page.tags["script"] == 0, path
        # A drawing refers to its own lines with «#».
        outside = [resource for resource in page.resources if not resource.startswith("#")]
        assert all(resource.endswith("stil.css") for resource in outside), path
        assert page.tags.keys().isdisjoint({"iframe", "img", "object", "embed", "form"}), path
    style = site["stil.css"].decode()
    assert "url(" not in style
    assert "@import" not in style


def test_ids_are_unique_and_every_page_has_one_heading(read: dict[str, Read]) -> None:
    for path, page in read.items():
        assert page.tags["h1"] == 1, path
        assert [name for name, times in Counter(page.ids).items() if times > 1] == [], path
        assert page.lang == ("nn" if path.startswith("nn/") else "nb")


def test_every_page_carries_the_stamp(read: dict[str, Read]) -> None:
    for path, page in read.items():
        assert "21.11.2026" in page.words, path
        assert "planhjul 0.1.0" in page.words, path
    assert (
        "Slik det sto 21.11.2026. Kommune 9901 Storvik. Laget med planhjul 0.1.0." in read["index.html"].words
    )
    assert "Regelverket ble sist lest 21.11.2026" in read["om.html"].words


def test_no_text_becomes_markup(read: dict[str, Read]) -> None:
    assert HOSTILE in read["index.html"].words
    assert HOSTILE in read["lovsjekk.html"].words
    named = with_name(edition(), '<b onclick="x">Storvik</b>')
    page = Read(kit(named, language(), ())["index.html"])
    assert page.tags["b"] == 0
    assert '<b onclick="x">Storvik</b>' in page.words


def test_the_snippet_is_the_address_that_was_given() -> None:
    found = edition()
    assert (
        "https://ADRESSEN-TIL-DISSE-SIDENE/innebygd.html" in Read(kit(found, language(), ())["om.html"]).words
    )
    placed = replace(found, address="https://storvik.example/hjul/")
    words = Read(kit(placed, language(), ())["om.html"]).words
    assert (
        '<iframe src="https://storvik.example/hjul/innebygd.html" title="Årshjulet 2026 for Storvik"' in words
    )
    assert "https://storvik.example/hjul/kalender/alle.ics" in words


def test_a_second_language_gets_its_own_pages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    catalogue = tmp_path / "planhjul.po"
    catalogue.write_text('msgid "Organene"\nmsgstr "Organa"\n', encoding="utf-8")
    monkeypatch.setattr(language_module, "_catalogue_file", lambda _: catalogue)
    for module in (language_module, frame, pages):
        monkeypatch.setattr(module, "LANGUAGES", ("nb", "nn"))
    language.cache_clear()
    site = files()
    read = {path: Read(content) for path, content in site.items() if path.endswith(".html")}
    assert read["nn/organ/kommunestyre.html"].lang == "nn"
    assert "Organa" in read["nn/index.html"].words
    assert "Organa" not in read["index.html"].words
    assert "../nn/organ/kommunestyre.html" in read["organ/kommunestyre.html"].links
    assert "../../organ/kommunestyre.html" in read["nn/organ/kommunestyre.html"].links
    assert check_links(site, read) > 100
    language.cache_clear()


def test_every_term_has_its_word() -> None:
    assert all(term.words.source for terms in (Organ, RuleKind, Status, Sense) for term in terms)


@pytest.mark.parametrize(
    ("made", "written"),
    [
        (tag("p", "a < b & c"), "<p>a &lt; b &amp; c</p>"),
        (tag("a", "x", href='?a="1"&b', class_="y"), '<a href="?a=&quot;1&quot;&amp;b" class="y">x</a>'),
        (tag("meta", charset="utf-8"), '<meta charset="utf-8">'),
        (
            tag("a", None, ["b", tag("i", "c")], download=True, lang=None, hidden=False),
            "<a download>b<i>c</i></a>",
        ),
        (tag("p", raw("<br>"), aria_label="d"), '<p aria-label="d"><br></p>'),
    ],
)
def test_markup_is_made_of_parts(made: Markup, written: str) -> None:
    assert made == written
