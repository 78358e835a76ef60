"""The app as a whole: made twice, empty, wired, delivered."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import brotli
import pytest

from dashboards import ids
from dashboards.delivery import script_hash
from dashboards.ids import Shell
from dashboards.pages import PAGES
from planhjul.house.calendar import Calendar
from planhjul.house.time import Time
from planhjul.store import Repository, StoreUnavailable
from planhjul.texts import text
from tests.dashboards.conftest import Odd, Store, app_of
from tests.dashboards.http import Browser, as_json, components, words

PATHS = [page.path for page in PAGES]


def _classes() -> list[type[StrEnum]]:
    found = [one for one in vars(ids).values() if isinstance(one, type) and one.__module__ == ids.__name__]
    return [one for one in found if issubclass(one, StrEnum)]


def _all_ids() -> set[str]:
    return {member.value for one in _classes() for member in one}


def _layout_ids(browser: Browser) -> set[str]:
    tree = as_json(browser.app.validation_layout)
    return {one["props"]["id"] for one in components(tree) if "id" in one["props"]}


def test_every_id_of_a_callback_stands_in_a_layout(browser: Browser) -> None:
    wired = {place["id"] for one in browser.callbacks for place in one["inputs"] + one["state"]}
    wired |= {
        name.rpartition(".")[0] for one in browser.callbacks for name in one["output"].strip(".").split("...")
    }
    assert wired <= _layout_ids(browser)
    assert wired <= _all_ids()


def test_every_callback_says_whether_it_only_reads(browser: Browser) -> None:
    """What only reads may be kept and read at one moment; what writes must be asked each time."""
    writing = set()
    for one in browser.callbacks:
        callback = browser.app.callback_map[one["output"]]["callback"]
        if not getattr(callback, "reading", False):
            writing |= {place["id"] for place in one["inputs"]}
    assert writing == {
        "import-lagre", "import-angre-ja", "maal-lagre", "saksliste-legg-til", "saksliste-fjern",
    }  # fmt: skip


def test_a_file_that_is_looked_at_is_not_kept(browser: Browser) -> None:
    unkept = [
        {place["id"] for place in one["inputs"]}
        for one in browser.callbacks
        if not getattr(browser.app.callback_map[one["output"]]["callback"], "kept", True)
    ]
    assert unkept == [{"import-fil", "import-format", "import-versjon", "import-aar", "import-gjelder-fra"}]


def test_every_id_is_used() -> None:
    folder = Path(ids.__file__).parent
    sources = "".join(
        file.read_text(encoding="utf-8") for file in folder.rglob("*.py") if file.name != "ids.py"
    )
    names = {f"{one.__name__}.{member.name}" for one in _classes() for member in one}
    unused = {name for name in names if not re.search(rf"\b{re.escape(name)}\b", sources)}
    assert unused == set()


def test_ids_are_unique_across_the_app() -> None:
    members = [member.value for one in _classes() for member in one]
    assert len(members) == len(set(members))


@pytest.fixture(scope="module")
def nobody(module_store: Store) -> Browser:
    """An app on a store without any municipality."""
    return app_of(module_store(empty=True))


def test_two_apps_in_one_process_do_not_know_of_each_other(browser: Browser, nobody: Browser) -> None:
    assert "Storvik" in words(browser.show()["innhold"]["children"])
    assert "planhjul init" in words(nobody.show()["innhold"]["children"])
    assert len(browser.callbacks) == len(nobody.callbacks) > 0


@pytest.mark.parametrize("path", PATHS)
def test_an_empty_database_says_what_to_do(nobody: Browser, path: str) -> None:
    page = nobody.show(path)
    said = words(page["innhold"]["children"])
    assert "planhjul init --kommune 9901 --navn Storvik" in said
    assert "Import" in said
    assert page["visning"]["children"] == []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("nr", ["9901", "9902"])
def test_every_page_has_one_heading_and_a_name(browser: Browser, path: str, nr: str) -> None:
    page = browser.show(path, f"?kommune={nr}")
    assert len(list(components(page["innhold"]["children"], "H1"))) == 1
    assert page["hode"]["title"].endswith("planhjul")
    assert "Noe gikk galt" not in words(page["innhold"]["children"])


def test_the_menu_shows_the_pages_that_are_and_keeps_the_view(browser: Browser) -> None:
    links = list(
        components(browser.show("/import", "?kommune=9901&per=2026-06-01")["meny"]["children"], "Link")
    )
    names = [
        "Nå",
        "Årshjulet",
        "Inntekter",
        "Budsjett og regnskap",
        "Handlingsrom",
        "Min saksliste",
        "Tiltak og forslag",
        "Mål og tiltak",
        "Import",
    ]
    assert [link["props"]["children"] for link in links] == names
    assert [link["props"].get("current") for link in links] == [False] * (len(names) - 1) + [True]
    assert links[0]["props"]["href"] == "/?kommune=9901&per=2026-06-01"


def test_the_frame_says_which_numbers_are_shown(browser: Browser) -> None:
    page = browser.show("/", "?kommune=9901")
    said = words(page["grunnlag"]["children"])
    assert "Kommunedirektørens forslag 2027, som gjelder fra 28.10.2026" in said
    controls = {one["props"]["id"]: one["props"] for one in components(page["visning"]["children"])}
    assert controls["velg-aar"]["value"] == "2027"
    assert controls["velg-aar"]["options"] == [[str(y), str(y)] for y in range(2030, 2022, -1)]
    assert controls["velg-dato"]["value"] == "2026-11-21"
    assert controls["velg-kommune"]["clears"] == ["aar", "versjon"]


def test_a_year_without_numbers_is_said_and_stays_chosen(browser: Browser) -> None:
    page = browser.show("/", "?kommune=9901&aar=2035&versjon=regnskap")
    assert "ingen slik versjon" in words(page["grunnlag"]["children"])
    controls = {one["props"]["id"]: one["props"] for one in components(page["visning"]["children"])}
    assert controls["velg-aar"]["value"] == "2035"
    assert controls["velg-versjon"]["value"] == "regnskap"


def test_a_day_before_every_version_shows_the_first_and_says_so(browser: Browser) -> None:
    page = browser.show("/", "?kommune=9901&per=2020-01-01")
    assert "Opprinnelig budsjett 2024, som gjelder fra 14.12.2023" in words(page["grunnlag"]["children"])
    told = words(page["varsel"]["children"])
    assert "Tallene for 2024 var ikke kjent 01.01.2020." in told
    assert "møter fra 19.09.2024" in told


def test_a_municipality_without_money_is_sent_to_import(store: Store) -> None:
    page = app_of(store()).show("/", "?kommune=9901")
    assert "Gå til Import" in words(page["grunnlag"]["children"])


def test_an_unknown_municipality_offers_those_that_are(browser: Browser) -> None:
    said = words(browser.show("/", "?kommune=0301")["innhold"]["children"])
    assert "0301" in said
    assert "Storvik (9901)" in said


def test_an_unknown_address_offers_the_pages(browser: Browser) -> None:
    page = browser.show("/finnes-ikke", "?kommune=9901")
    assert "Siden finnes ikke" in words(page["innhold"]["children"])
    assert page["hode"]["title"].startswith("Siden finnes ikke")


def test_what_the_address_says_wrong_is_said_above_the_page(browser: Browser) -> None:
    page = browser.show("/", "?aar=x&per=y")
    assert len(list(components(page["varsel"]["children"], "P"))) == 2
    assert "Storvik" in words(page["innhold"]["children"])


def broken(*_: object) -> None:
    raise RuntimeError("hemmelig detalj")


def test_our_own_error_is_a_sentence_and_is_logged(odd: Odd, caplog: pytest.LogCaptureFixture) -> None:
    page = odd(Time, "windows", broken).show("/", "?kommune=9901")
    said = words(page["innhold"]["children"])
    assert "Noe gikk galt hos oss" in said
    assert "hemmelig" not in said
    assert "hemmelig detalj" in caplog.text


def test_an_error_in_a_pages_callback_is_a_sentence(odd: Odd, caplog: pytest.LogCaptureFixture) -> None:
    answer = odd(Calendar, "wheel", broken).call(
        "hjul.selections", {"hjul.selections": 1, "hjul.selected": "x", "adresse.search": "?kommune=9901"}
    )
    said = words(answer["_side"]["varsel"]["children"])
    assert "Noe gikk galt hos oss" in said
    assert "hemmelig detalj" in caplog.text


def test_an_import_renews_the_frame_and_leaves_the_page(browser: Browser) -> None:
    answer = browser.call(
        "revisjon.data", {"adresse.pathname": "/import", "adresse.search": "", "revisjon.data": "2026"}
    )
    assert "innhold" not in answer
    assert "Storvik" in words(answer["visning"]["children"])


def test_the_first_page_is_norwegian_and_closed(browser: Browser) -> None:
    answer = browser.client.get("/")
    page = answer.get_data(as_text=True)
    assert '<html lang="nb">' in page
    assert "Henter siden" in page
    assert "Loading..." not in page
    assert "<footer>" not in page
    assert "unpkg.com" not in page
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "connect-src 'self'" in policy
    inline = page.split("<script>")[1].split("</script>")[0]
    assert script_hash(inline) in policy


def test_no_chart_no_plotly(browser: Browser) -> None:
    assert (
        "plotly"
        not in browser.client.get("/").get_data(as_text=True).split("_dash-config")[1].split("<script src")[1]
    )


def test_bundles_are_compressed_and_kept(browser: Browser) -> None:
    page = browser.client.get("/").get_data(as_text=True)
    sources = [part.split('"')[0] for part in page.split('src="')[1:]]
    assert len(sources) > 5
    for source in sources:
        answer = browser.client.get(source, headers={"Accept-Encoding": "br"}, buffered=True)
        plain = browser.client.get(source, buffered=True).get_data()
        assert answer.headers["Content-Encoding"] == "br"
        assert brotli.decompress(answer.get_data()) == plain
        assert "immutable" in answer.headers["Cache-Control"]
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_health(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    assert browser.client.get("/health").status_code == 200

    def away(_: Repository) -> None:
        raise StoreUnavailable(text("Databasen svarer ikke."))

    monkeypatch.setattr(Repository, "ping", away)
    assert browser.client.get("/health").status_code == 503


def test_templates_are_there_to_download(browser: Browser) -> None:
    answer = browser.client.get("/mal/budget.xlsx")
    assert answer.get_data().startswith(b"PK")
    assert "planhjul-budget.xlsx" in answer.headers["Content-Disposition"]
    assert browser.client.get("/mal/finnes-ikke.xlsx").status_code == 404


def test_the_app_keeps_to_its_own_callbacks(browser: Browser) -> None:
    assert browser.app.config.suppress_callback_exceptions is False
    assert {place["id"] for one in browser.callbacks for place in one["inputs"]} >= {Shell.ADDRESS.value}
    assert browser.client.get("/_mcp").get_data(as_text=True).startswith("<!DOCTYPE html>")
