"""Drafting next year and recording what happened, on the demo municipality."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from importers.tables.templates import template
from planhjul.cli.compose import compose
from planhjul.issues import CellRef, Refused
from planhjul.publish.draft_workbook import draft_workbook
from planhjul.staged import ImportChoices
from planhjul.texts import text
from planhjul.wheel.drafting.draft import Draft, DraftedMeeting
from planhjul.wheel.log import LogEntry
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Process, Status
from planhjul.writing import Services
from tests.demo import copy_of

NR = "9901"
TODAY = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 14, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.fixture
def services(demo_db: Path, tmp_path: Path) -> Services:
    """The use cases on a copy of the demo database."""
    return compose(copy_of(demo_db, tmp_path), create=False)


def recorded(answer: LogEntry | Refused) -> LogEntry:
    assert isinstance(answer, LogEntry), answer
    return answer


def refused(services: Services, answer: LogEntry | Refused | None) -> str:
    assert isinstance(answer, Refused), answer
    return services.language.say(answer.message)


def drafted(services: Services, year: int) -> Draft:
    answer = services.house.as_of(NR, TODAY).drafting.draft(year)
    assert isinstance(answer, Draft), answer
    return answer


def test_storviks_2028_is_drafted_without_errors(services: Services) -> None:
    draft = drafted(services, 2028)
    assert not [finding for finding in draft.findings if finding.level == "error"]
    by_purpose = {meeting.purpose: meeting for meeting in draft.meetings if meeting.purpose}
    budget = by_purpose["Budsjett og økonomiplan 2029–2032 med handlingsdel"]
    assert (budget.last_year, budget.proposed) == (date(2027, 12, 9), date(2028, 12, 7))
    assert by_purpose["Innstilling til budsjett og økonomiplan"].proposed == date(2028, 11, 22)
    assert by_purpose["Konstituerende møte"].proposed is None
    assert {m.last_year for m in draft.meetings} == {
        m.day
        for m in services.house.as_of(NR, TODAY).time.wheel(2027).milestones
        if m.process is Process.MOTE
    }
    milestones = {row.key: row for row in draft.milestones}
    assert milestones["kl14-3-regnskap"].proposed == date(2028, 6, 15)


def test_a_draft_says_when_the_year_already_has_a_plan(services: Services) -> None:
    assert any(finding.rule == "moteplan" for finding in drafted(services, 2027).findings)
    assert not any(finding.rule == "moteplan" for finding in drafted(services, 2028).findings)


def test_there_is_no_draft_without_last_years_plan(services: Services) -> None:
    answer = services.house.as_of(NR, TODAY).drafting.draft(2040)
    assert isinstance(answer, Refused)
    assert "Møteplanen for 2039 er ikke lest inn" in services.language.say(answer.message)


def test_the_draft_is_made_of_the_plan_not_of_moved_meetings(services: Services) -> None:
    before = drafted(services, 2027).meetings
    move = services.log.move(NR, "Kommunestyret", date(2026, 12, 10), date(2026, 12, 15), "A", "B", AT)
    recorded(move)
    assert drafted(services, 2027).meetings == before
    recorded(services.log.cancel(NR, "Formannskapet", date(2026, 11, 11), "A", "B", AT))
    after = drafted(services, 2027).meetings
    assert [(m.organ, m.proposed) for m in after] == [(m.organ, m.proposed) for m in before]
    (changed,) = (new for new, old in zip(after, before, strict=True) if new != old)
    assert "avlyst i fjor" in services.language.say(changed.because)


def test_the_drafted_workbook_is_imported_as_the_plan_it_shows(services: Services) -> None:
    draft = drafted(services, 2028)
    content = draft_workbook(draft, template("meetings", 2028), NR, "Storvik", services.language)
    staged = services.imports.stage("forslag.xlsx", content, ImportChoices(), NR)
    assert staged.accepted
    # «Gjelder fra» is left for whoever adopts it; nothing else is to say.
    assert [issue.code for issue in staged.issues] == ["GJELDER_FRA_IMPORT"]
    assert [(m.organ, m.organ_name, m.day, m.purpose, m.held) for m in staged.content.meetings] == [
        (m.organ, m.organ_name, m.proposed, m.purpose, None) for m in draft.meetings if m.proposed
    ]
    services.imports.commit(NR, staged, AT)
    wheel = services.house.as_of(NR, TODAY).time.wheel(2028)
    assert not [finding for finding in wheel.findings if finding.level == "error"]
    adopted = next(m for m in wheel.milestones if m.key == "kl14-3-vedtak")
    assert adopted.planned == date(2028, 12, 7)


def test_the_workbook_shows_last_year_and_why_and_runs_no_formula(services: Services) -> None:
    day, proposed = date(2027, 1, 28), date(2028, 1, 27)
    odd = DraftedMeeting(
        Organ.ANNET, "=1+1", "=HYPERLINK()", day, proposed, text("Samme uke"), CellRef("plan.xlsx")
    )
    draft = Draft(2028, (odd, replace(odd, last_year=None, proposed=None)), (), ())
    book = load_workbook(
        BytesIO(draft_workbook(draft, template("meetings", 2028), NR, "Storvik", services.language))
    )
    page = book["Møter"]
    assert [cell.value for cell in page[3]][-3:] == ["I fjor", "Foreslått", "Hvorfor"]
    assert page["A1"].value == "Forslag til møteplan 2028 – Storvik kommune. Ikke vedtatt."
    assert [cell.data_type for cell in page[4]] == ["d", "s", "s", "n", "d", "d", "s"]
    assert page["E4"].value.date() == day
    assert page["G4"].value == "Samme uke"
    explained = [str(row[0].value) for row in book["Forklaring"].iter_rows(min_col=1, max_col=1)]
    assert "Ikke foreslått: =1+1 nytt møte, =HYPERLINK(). Samme uke" in explained


def test_a_break_that_cannot_be_read_is_told(services: Services) -> None:
    book = load_workbook(BytesIO(template("settings", 2028)))
    page = book["Innstillinger"]
    for column, value in enumerate(("skoleferie.vinter", "i februar", "Skoleruta"), start=1):
        page.cell(4, column, value)
    stream = BytesIO()
    book.save(stream)
    staged = services.imports.stage("innstillinger.xlsx", stream.getvalue(), ImportChoices(), NR)
    assert not [issue for issue in staged.issues if issue.code == "SETTING_UNKNOWN"]
    services.imports.commit(NR, staged, AT)
    said = [services.language.say(finding.message) for finding in drafted(services, 2028).findings]
    assert any("skoleferie.vinter" in message and "ukenummeret" in message for message in said)


# The log


def test_a_moved_meeting_is_seen_everywhere_from_the_day_it_was_recorded(services: Services) -> None:
    day, to = date(2026, 12, 10), date(2026, 12, 17)
    recorded(services.log.move(NR, "KST", day, to, "Rådhuset", "Salen er opptatt", AT))
    yesterday = TODAY - timedelta(days=1)

    def adoption(on: date) -> date | None:
        wheel = services.house.as_of(NR, on).time.wheel(2026)
        return next(m for m in wheel.milestones if m.key == "kl14-3-vedtak").planned

    assert adoption(TODAY) == to
    assert adoption(yesterday) == day
    closes = {w.window.plan: w.window.closes for w in services.house.as_of(NR, TODAY).time.windows().windows}
    before = {
        w.window.plan: w.window.closes for w in services.house.as_of(NR, yesterday).time.windows().windows
    }
    assert closes != before
    term = services.house.as_of(NR, TODAY).time.term(2023)
    moved = next(m for m in term.milestones if m.key == "kl14-3-vedtak-2026")
    assert moved.planned == to
    assert "Salen er opptatt." in services.language.say(moved.because)
    assert services.log.undo(NR, 1, "Rådhuset", "Salen er ledig", AT + timedelta(days=1)) is None
    assert adoption(TODAY + timedelta(days=1)) == day
    assert adoption(TODAY) == to


def test_the_log_lists_what_was_recorded_and_what_has_no_effect(services: Services) -> None:
    log = services.log
    recorded(log.move(NR, "formannskap", date(2026, 11, 25), date(2026, 11, 24), "A", "B", AT))
    recorded(log.cancel(NR, "Formannskapet", date(2026, 11, 24), "A", "B", AT))
    log.undo(NR, 1, "A", "Feil", AT)
    assert [
        (row.entry.nr, row.stands, row.found) for row in services.house.as_of(NR, TODAY).drafting.log()
    ] == [
        (1, False, True),
        (2, True, False),
    ]
    assert services.house.as_of(NR, TODAY - timedelta(days=1)).drafting.log() == ()
    wheel = services.house.as_of(NR, TODAY).time.wheel(2026)
    assert [finding.rule for finding in wheel.findings if finding.rule == "logg"] == ["logg"]


def test_held_done_and_own_events_reach_the_wheel(services: Services) -> None:
    log = services.log
    recorded(log.hold(NR, "Utvalg for oppvekst", date(2026, 11, 17), "A", "B", AT))
    recorded(log.done(NR, "kl14-6", 2026, date(2026, 2, 20), "A", "B", AT))
    recorded(log.add(NR, " Folkemøte ", date(2026, 12, 1), "A", "B", AT, organ="Eldrerådet"))
    wheel = services.house.as_of(NR, TODAY).time.wheel(2026)
    found = {m.key: m for m in wheel.milestones}
    assert found["kl14-6"].planned == date(2026, 2, 20)
    assert found["kl14-6"].status is Status.HELD
    assert found["egen-3"].organ is Organ.ELDRERAD
    assert services.language.say(found["egen-3"].title) == "Folkemøte"


def test_what_cannot_be_recorded_says_why_and_what_to_do(services: Services) -> None:
    log, council, ahead = services.log, date(2026, 12, 10), date(2026, 12, 11)
    says = [
        (log.move(NR, "kommunestyre", date(2026, 12, 9), ahead, "A", "B", AT), "nærmeste er 10.12.2026"),
        (log.move(NR, "Trivselsutvalget", council, ahead, "A", "B", AT), "har ingen møter i møteplanen"),
        (log.move(NR, "kommunestyre", council, council, "A", "B", AT), "Møtet er alt 10.12.2026"),
        (
            log.move(NR, "kommunestyre", council, date(2026, 11, 12), "A", "B", AT),
            "har alt et møte 12.11.2026",
        ),
        (log.hold(NR, "kommunestyre", council, "A", "B", AT), "har ikke vært ennå"),
        (log.hold(NR, "kommunestyre", ahead, "A", "B", AT), "nærmeste er 10.12.2026"),
        (log.cancel(NR, "kommunestyre", ahead, "A", "B", AT), "nærmeste er 10.12.2026"),
        (log.done(NR, "kl99", 2026, TODAY, "A", "B", AT), "Regelen «kl99» finnes ikke"),
        (log.done(NR, "kl14-6", 2026, ahead, "A", "B", AT), "har ikke vært ennå"),
        (log.add(NR, " ", ahead, "A", "B", AT), "mangler navn"),
        (log.add(NR, "Folkemøte", ahead, " ", "B", AT), "hvem som står bak"),
        (log.undo(NR, 1, "A", "", AT), "hvorfor"),
    ]
    for answer, expected in says:
        assert expected in refused(services, answer)
    assert services.house.as_of(NR, TODAY).drafting.log() == ()
