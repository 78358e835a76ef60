"""Answers kept as bytes: made once for all who may share them, and never shown when they no longer hold."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from threading import Barrier

import brotli
import pytest

from dashboards import shell
from dashboards.app import create_app
from dashboards.view import Context, Page
from planhjul.house.income import Income
from planhjul.issues import Refused
from planhjul.staged import Content
from planhjul.writing import Services
from tests.dashboards.conftest import NOW, ON, Store
from tests.dashboards.http import Browser, words
from tests.store.examples import budget, lines, priority

STORVIK = "?kommune=9901&aar=2026"
READERS = 50
MONEY = lines(
    {"art": "010", "funksjon": "202", "amount_ore": 900_000_000},
    {"art": "800", "funksjon": "840", "amount_ore": -900_000_000, "side": "income"},
)


@dataclass
class Watched:
    """An app on a small store that counts its renderings; who reads and which day it is can be changed."""

    services: Services
    today: date = ON
    may_see: str = "alt"
    rendered: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        app = create_app(
            self.services,
            today=lambda: self.today,
            now=lambda: NOW,
            rights=lambda: frozenset({self.may_see}),
        )
        self.browser = Browser(app)

    def renderings(self, path: str = "/inntekter", search: str = STORVIK, **headers: str) -> int:
        """How many times the page is rendered for one more reader."""
        before = len(self.rendered)
        self.browser.bytes(path, search, **headers)
        return len(self.rendered) - before


@pytest.fixture
def watched(store: Store) -> Iterator[Watched]:
    found = Watched(store(Content(lines=MONEY)))
    rendered = shell._rendered
    with pytest.MonkeyPatch.context() as patch:

        def counted(page: Page, context: Context) -> object:
            found.rendered.append(page.path)
            return rendered(page, context)

        patch.setattr(shell, "_rendered", counted)
        yield found


def test_the_same_view_is_the_same_bytes_without_a_rendering(watched: Watched) -> None:
    first = watched.browser.bytes("/inntekter", STORVIK)
    assert watched.rendered == ["/inntekter"]
    assert watched.browser.bytes("/inntekter", STORVIK) == first
    assert watched.rendered == ["/inntekter"]


def test_what_is_kept_is_sent_as_the_reader_can_read_it(watched: Watched) -> None:
    plain = watched.browser.bytes("/inntekter", STORVIK)
    callback = watched.browser.listening("adresse.pathname")
    props = {"adresse.pathname": "/inntekter", "adresse.search": STORVIK}
    for _ in range(2):
        packed = watched.browser.send(callback, "adresse.pathname", props, **{"Accept-Encoding": "br"})
        assert packed.headers["Content-Encoding"] == "br"
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert packed.mimetype == "application/json"
        assert brotli.decompress(packed.get_data()) == plain
    assert len(watched.rendered) == 2


def test_readers_with_different_rights_never_share_bytes(watched: Watched) -> None:
    assert watched.renderings() == 1
    watched.may_see = "lite"
    assert watched.renderings() == 1
    assert watched.renderings() == 0
    watched.may_see = "alt"
    assert watched.renderings() == 0


@pytest.mark.parametrize(
    "search",
    [
        "?kommune=9901&aar=2026&spraak=nn",
        "?kommune=9901&aar=2026&per=2026-06-01",
        "?kommune=9901&aar=2026&grunnlag=di_finans",
        "?kommune=9901&aar=2027",
    ],
)
def test_another_view_is_other_bytes(watched: Watched, search: str) -> None:
    first = watched.browser.bytes("/inntekter", STORVIK)
    assert watched.browser.bytes("/inntekter", search) != first
    assert len(watched.rendered) == 2


def test_another_day_is_other_bytes(watched: Watched) -> None:
    first = watched.browser.bytes("/inntekter", STORVIK)
    watched.today += timedelta(days=1)
    assert watched.browser.bytes("/inntekter", STORVIK) != first
    watched.today -= timedelta(days=1)
    assert watched.browser.bytes("/inntekter", STORVIK) == first
    assert len(watched.rendered) == 2


def shown(watched: Watched, path: str, search: str = STORVIK) -> str:
    return words(watched.browser.show(path, search)["innhold"]["children"])


def test_a_wish_shows_at_once(watched: Watched) -> None:
    assert "Turvei" not in shown(watched, "/saksliste")
    added = watched.services.wishes.add("9901", priority("ny", title="Turvei", owner="A"), NOW, ON)
    assert not isinstance(added, Refused)
    assert "Turvei" in shown(watched, "/saksliste")
    assert watched.services.wishes.remove("9901", added.key, NOW, ON) is None
    assert "Turvei" not in shown(watched, "/saksliste")


def test_a_log_entry_shows_at_once(watched: Watched) -> None:
    search = STORVIK + "&hjulaar=2026"
    assert "Ekstra budsjettseminar" not in shown(watched, "/arshjul", search)
    added = watched.services.log.add(
        "9901", "Ekstra budsjettseminar", date(2026, 12, 3), "Kari", "Vedtatt", NOW
    )
    assert not isinstance(added, Refused)
    assert "Ekstra budsjettseminar" in shown(watched, "/arshjul", search)
    watched.services.log.undo("9901", added.nr, "Kari", "Feil", NOW)
    assert "Ekstra budsjettseminar" not in shown(watched, "/arshjul", search)


def test_an_import_and_its_undoing_show_at_once(watched: Watched) -> None:
    before = watched.browser.bytes("/inntekter", STORVIK)
    more = budget("mer", -777_000_000, date(2026, 2, 1), art="800", funksjon="840", side="income")
    committed = watched.services.imports.commit("9901", more, NOW)
    assert "7,8" in shown(watched, "/inntekter")
    watched.services.imports.undo("9901", committed.batch, NOW)
    assert watched.browser.bytes("/inntekter", STORVIK) == before


def test_what_is_about_something_else_is_not_made_again(watched: Watched) -> None:
    assert watched.renderings() == 1
    watched.services.wishes.add("9901", priority("ny", owner="A"), NOW, ON)
    assert watched.renderings() == 0


def test_fifty_readers_at_once_wait_for_one_rendering(watched: Watched) -> None:
    ready = Barrier(READERS)

    def read(_reader: int) -> bytes:
        ready.wait()
        return watched.browser.bytes("/inntekter", STORVIK)

    with ThreadPoolExecutor(READERS) as readers:
        answers = set(readers.map(read, range(READERS)))
    assert len(answers) == 1
    assert watched.rendered == ["/inntekter"]


def test_an_error_page_is_not_kept(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Income, "composition", None)
        assert "Noe gikk galt hos oss" in shown(watched, "/inntekter")
        assert watched.renderings() == 1
    assert "Noe gikk galt hos oss" not in shown(watched, "/inntekter")
    assert watched.renderings() == 0


def test_a_callback_that_writes_is_asked_each_time(watched: Watched) -> None:
    pressed = {
        "saksliste-legg-til.n_clicks": 1,
        "adresse.search": STORVIK + "&onske=Turvei&nyliste=Bygdelista",
    }
    for _ in range(2):
        watched.browser.call("saksliste-legg-til.n_clicks", pressed)
    seen = watched.services.house.as_of("9901", ON)
    assert [one.title for one in seen.priorities if one.owner == "Bygdelista"] == ["Turvei"] * 2
