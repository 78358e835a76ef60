"""Page Import: a real workbook in, seen, stored, and taken out again; a bad one explained."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from planhjul.reference.locate import data_dir
from tests.browser.conftest import Server, Visitor
from tests.browser.pages import PHONE

IMPORT = "/import?kommune=9902"


def _workbook() -> Path:
    """A workbook of the other municipality's, so that it is new here."""
    return Path(str(data_dir())) / "samples" / "storvik" / "budsjett-2026-opprinnelig.xlsx"


def test_a_workbook_goes_in_and_out_again(writable_server: Server, visitor: Visitor) -> None:
    visit = visitor(writable_server)
    page = visit.go(IMPORT)
    before = page.locator("#import-liste tbody tr").count()
    page.get_by_label("Slipp filen her, eller velg den").set_input_files(_workbook())
    result = page.locator("#import-resultat")
    expect(result).to_contain_text("kan lagres")
    expect(result).to_contain_text("Rader lest")
    expect(result).to_contain_text("Opprinnelig budsjett")
    assert visit.violations() == []
    assert page.locator("#import-liste tbody tr").count() == before
    page.get_by_role("button", name="Lagre i Lillevik").click()
    expect(page.locator("#import-lagret")).to_contain_text("er lagret")
    expect(page.locator("#import-liste tbody tr")).to_have_count(before + 1)
    expect(page.get_by_label("År", exact=True).locator("option[value='2026']")).to_have_count(1)

    page.get_by_role("button", name="Angre innlesingen av budsjett-2026-opprinnelig.xlsx").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert visit.violations() == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Angre innlesingen av budsjett-2026-opprinnelig.xlsx").first.click()
    dialog.get_by_role("button", name="Ja, angre").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("#import-angret")).to_contain_text("er tatt ut")
    expect(page.locator("#import-liste tbody tr").first).to_contain_text("Angret")
    visit.quiet()


def test_a_file_that_is_no_workbook_is_explained(
    writable_server: Server, visitor: Visitor, tmp_path: Path
) -> None:
    bad = tmp_path / "ferie.xlsx"
    bad.write_bytes(b"dette er ikke en arbeidsbok")
    visit = visitor(writable_server, PHONE)
    page = visit.go(IMPORT)
    page.get_by_label("Slipp filen her, eller velg den").set_input_files(bad)
    expect(page.locator("#import-resultat [role=alert]")).to_contain_text("«ferie.xlsx» kan ikke lagres")
    expect(page.get_by_role("button", name="Lagre i Lillevik")).to_be_hidden()
    assert visit.violations() == []
    assert visit.sideways() == 0
    visit.quiet()


def test_a_template_comes_down_as_a_workbook(demo_server: Server, visitor: Visitor) -> None:
    page = visitor(demo_server).go(IMPORT)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Møteplan").click()
    assert waiting.value.suggested_filename == "planhjul-meetings.xlsx"
    assert Path(waiting.value.path()).read_bytes()[:2] == b"PK"
