"""The permanent JSON of the command line: the keys of every answer; they may be added, never renamed.

Income and expense are both positive and named, and a result is positive when good for the municipality.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from planhjul.publish.shapes import WHEEL, Joined, Keys, Shape

if TYPE_CHECKING:
    from planhjul.choices.route.results import RoutePoint
    from planhjul.texts import Text
    from planhjul.wheel.drafting.draft import DraftedMeeting
    from planhjul.wheel.log import Change, LogEntry
    from planhjul.wheel.raised_by import YearShare

_BAND: Final = "low=low_ore default=default_ore high=high_ore"

_WINDOWS: Final = {
    "WindowsAnswer": Keys("on windows closing_soon late"),
    "OpenWindow": Keys(
        "plan=window.plan title=window.title year=window.year phase=window.phase_key "
        "phase_title=window.phase next_decision=window.next_decision closes=window.closes "
        "working_days_left=window.working_days_left instruments=window.instruments movable_ore=movable"
    ),
    "Decision": Keys("key organ date=day"),
    "Instrument": Keys("key title closes basis needed can cannot warning"),
    "Band": Keys(_BAND),
}

_IMPORTS: Final = {
    "Issue": Keys("code level where found message advice"),
    "Imported": Keys(
        "file format=staged.format status batch rows=staged.rows totals=staged.totals replaces "
        "unclassified.lines=staged.unclassified_lines unclassified.amount_ore=staged.unclassified_ore "
        "issues=staged.issues"
    ),
    "RowCount": Keys("read taken zero explained"),
    "Total": Keys("year version kontoklasse expense_ore income_ore sum_ore"),
    "Version": Keys("year version=kind kontoklasse batch"),
    "BatchRow": Keys(
        "batch=id file format imported_at stood_from rows.read=rows.read rows.taken=rows.taken undone_at"
    ),
    "Published": Keys("folder year on written unchanged removed moved cancelled"),
    "Move": Keys("title=summary from=before to=now"),
    "HealthReport": Keys("ok kommuner findings"),
    "Kommune": Keys("nr navn"),
}

_INCOME: Final = {
    "IncomeComposition": Keys(
        "year version stood_from base total_ore classes outside definitions unclassified_ore unclassified "
        "bound_to=funding.chains funding.cost_ore=funding.total.cost_ore funding.pool_ore=funding.pool_ore "
        "funding.sources=funding.total.sources overrides konsesjonskraft warnings",
        definitions=lambda composition: {
            definition.key: definition for definition in composition.definitions
        },
    ),
    "IncomeClass": Keys("key group title amount_ore share reason"),
    "Definition": Keys("title words amount_ore share"),
    "ClassifiedSum": Keys("art art_title funksjon funksjon_title class=income_class reason amount_ore"),
    "FundingChain": Keys("funksjon=key title amount_ore=bound_ore cost_ore sources"),
    "FundingSource": Keys("key title amount_ore"),
    "AppliedOverride": Keys(
        "key art funksjon ansvar prosjekt class=income_class title share amount_ore kilde"
    ),
    "Konsesjonskraft": Keys("sale_ore purchase_ore net_ore"),
}

_ROOM: Final = {
    "Room": Keys(
        "year on area phase needs_cover total_ore low_ore default_ore high_ore layers budget_ore "
        "budget_layers lines locks problems assumptions"
    ),
    "RoomLine": Keys(
        "key area title amount_ore movable_ore low_ore high_ore short_ore structural_ore locked_because"
    ),
    "Layer": Keys("key title amount_ore unlocked_by unlocked_when lines"),
    "LayerLine": Keys("key line title amount_ore because basis unlocked_by unlocked_when kilde"),
    "Lock": Keys(
        "key title kind layer lines amount_ore lowers_ore ends call_off_by because unlocked_by "
        "unlocked_when kilde"
    ),
    "Assumption": Keys("key title value band mark reason", band=lambda assumption: assumption.band or ""),
    "Point": Keys(
        "on low_ore default_ore high_ore event phase",
        event=lambda point: " · ".join(event.key for event in point.events),
    ),
    # `term` is the election year.
    "Term": Keys(
        "term years now points borrowed problems assumptions", term=lambda term: term.first_year - 1
    ),
    "TermPoint": Keys("on low_ore default_ore high_ore index"),
}

_EFFECTS: Final = {
    "Effects": Keys(
        "scenario title years measures totals_ore rest_ore ndr_ore di_ore fund_ore ndr_share flags "
        "covered_by_fund.fund_ore=covered_fund_ore covered_by_fund.fund_share=covered_fund_share "
        "covered_by_fund.flags=covered_flags misfits assumptions"
    ),
    "MeasureEffect": Keys("key title kind proposed_by steps net_ore full_year_ore"),
    "Step": Keys("key title per_year"),
    "Flag": Keys("code level year message basis fix"),
    "Misfit": Keys("measure year why"),
}

_ACCOUNTS: Final = {
    "Overview": Keys(
        "form title year version stood_from lines second_part checks flags unclassified_ore unclassified "
        "notes",
        unclassified=lambda overview: [
            {"art": row.art, "funksjon": row.funksjon, "side": row.side, "ledger_ore": row.amount_ore}
            for row in overview.unclassified
        ],
    ),
    "FormLine": Keys("nr key name heading sum=is_sum amount_ore"),
    "Posted": Keys("art funksjon side amount_ore"),
    "AreaAmount": Keys("line=nr area title amount_ore"),
    "Check": Keys("code ok difference_ore tolerance_ore message"),
    "ArtFlag": Keys("code level art amount_ore message", level=lambda _: "warning"),
    # Drift's lines, then those of investering.
    "Closing": Keys(
        "form title year version stood_from budget lines checks notes",
        lines=lambda closing: [
            Joined(line, {"kontoklasse": part.kontoklasse}) for part in closing.parts for line in part.lines
        ],
    ),
    "Comparison": Keys(
        "document=document.key title=document.title form=document.form columns lines sums compared breaks "
        "findings",
        columns=lambda comparison: [
            Joined(column, {"found": matched})
            for column, matched in zip(comparison.columns, comparison.matched, strict=True)
        ],
    ),
    "PrintedColumn": Keys("heading version=kind year"),
    "ComparedLine": Keys("key=printed.key nr=printed.nr name=printed.name cell=printed.source amounts"),
    "ComparedAmount": Keys("printed_ore ours_ore difference_ore tolerance_ore ok"),
    "ReaddedSum": Keys("key column printed_ore readded_ore tolerance_ore ok"),
    "KeyFigures": Keys("year version stood_from figures robek notes"),
    "KeyFigure": Keys("key title value unit norm target band definition why source"),
    "RobekGround": Keys("letter title judged hit reason basis"),
}

_FOLLOWUP: Final = {
    "Followup": Keys(
        "year month through complete profile versions.accounts=accounts versions.original=original "
        "versions.revised=revised areas groups months totals.services=services totals.all=total "
        "assumptions notes",
        areas=lambda followup: [Joined(row, {"groups": followup.by_area[row.key]}) for row in followup.areas],
    ),
    # Amounts are positive in the direction the row's `side` says; a deviation + is better.
    "FollowupRow": Keys(
        "key title side budget_ore=original_ore revised_ore to_date_budget_ore=to_date_ore accounts_ore "
        "deviation_ore deviation_share forecast_ore=forecast",
        side=lambda row: row.side.name.lower(),
    ),
    "Forecast": Keys(_BAND),
    "Standing": Keys("version=kind stood_from"),
    "MonthAmount": Keys("month budget_ore accounts_ore"),
    "Control": Keys("number ok level message difference_ore rows"),
    "ControlRow": Keys("kontoklasse art funksjon ledger_ore=amount_ore"),
}

# Net expense in øre, expense +, income −; a sum has each line once.
_GOALS: Final = {
    "GoalThreads": Keys(
        "on year columns goals with_money plans plans_without_goals broken reach suggestions entries"
    ),
    "MoneyColumn": Keys("key version=kind year stood_from plan"),
    "Plan": Keys("key type title"),
    "PlanTree": Keys(
        "key=plan.key type=plan.type title=plan.title goals with_money total_ore=total overlap_ore=overlap "
        "nodes"
    ),
    "GoalNode": Keys(
        "id key=goal.key kind=goal.kind title=goal.title has_money own_ore=own total_ore=total "
        "overlap_ore=overlap threads broken children"
    ),
    "Thread": Keys(
        "target code title found amounts_ore=amounts shared_with sources",
        sources=lambda thread: [
            {"file": link.source.file, "cell": link.source}
            if link.source
            else {"by": link.made_by, "why": link.why}
            for link in thread.sources
        ],
    ),
    "Broken": Keys(
        "kind goal target code amount_ore why advice",
        goal=lambda broken: broken.goal or None,
        code=lambda broken: broken.code or None,
    ),
    "Reach": Keys("column=column.key total_ore reached_ore unreached_ore functions"),
    "Unreached": Keys("funksjon title area amount_ore whole_ore share"),
    "Suggestion": Keys("goal target code title why"),
    "LinkEntry": Keys(
        "nr on=recorded_on made plan=link.plan goal=link.goal target=link.target code=link.code "
        "by=link.made_by why=link.why"
    ),
}


def _organ_key(meeting: DraftedMeeting) -> str:
    from planhjul.wheel.meetings import organ_key

    return organ_key(meeting.organ, meeting.organ_name)


_PLANNING: Final = {
    "Draft": Keys("year meetings milestones findings"),
    "DraftedMeeting": Keys(
        "organ=organ_name organ_key purpose last_year proposed because", organ_key=_organ_key
    ),
    "DraftedMilestone": Keys("key title last_year proposed"),
    "Undone": Keys("on at by why"),
}


def _chance(point: RoutePoint | None) -> Shape | None:
    """The point in short, as the lists have it."""
    if point is None:
        return None
    return {
        "key": point.key,
        "title": point.title,
        "date": point.day,
        "deadline": point.deadline,
        "working_days_left": point.working_days_left,
    }


def _shares_sentence(share: YearShare) -> Text:
    from planhjul.wheel.raised_by import shares_sentence

    return shares_sentence(share)


_ROUTE: Final = {
    "Route": Keys(
        "key title kind on year amount_ore sentence points next=next.key last=last.key assumptions=notes"
    ),
    "RoutePoint": Keys(
        "key rule stop title organ state date=day usual when budget_year deadline working_days_left "
        "instruments=ways movable_ore=movable inside fits reaches_year=reaches next_chance last_chance"
    ),
    "Way": Keys("key title form deadline"),
    "AgendaList": Keys("list=owner priorities=items"),
    "Item": Keys(
        "key=priority.key title=priority.title kind=priority.kind funksjon=priority.funksjon "
        "area=priority.area goal=priority.goal amount_ore=priority.amount_ore year=priority.year "
        "note=priority.note sentence=route.sentence next last",
        next=lambda item: _chance(item.route.next),
        last=lambda item: _chance(item.route.last),
    ),
    "YearShare": Keys("year total raised_by=counts unknown sentence", sentence=_shares_sentence),
}

# Every type by its name: a result may move to another module without its JSON knowing.
KEYS: Final[Mapping[str, Keys]] = {
    **WHEEL,
    **_WINDOWS,
    **_IMPORTS,
    **_INCOME,
    **_ROOM,
    **_EFFECTS,
    **_ACCOUNTS,
    **_FOLLOWUP,
    **_GOALS,
    **_PLANNING,
    **_ROUTE,
}

# `forms --detail`: what stands on a line (øre in the ledger's sign), and for a sum the lines it is made of.
DETAILED: Final[Mapping[str, Keys]] = {
    **KEYS,
    "FormLine": Keys(
        "nr key name heading sum=is_sum amount_ore arts=rows terms",
        terms=lambda line: [{"sign": sign, "line": key} for sign, key in line.terms],
    ),
}


def log_entry(entry: LogEntry) -> Shape:
    """One entry of the log: what, who, when and why."""
    from planhjul.wheel.log import what

    return {
        "nr": entry.nr,
        **_change(entry.change),
        "what": what(entry.change),
        "by": entry.by,
        "why": entry.why,
        "recorded_on": entry.recorded_on,
        "recorded_at": entry.recorded_at,
        "undone": entry.undone,
    }


def _change(change: Change) -> Shape:
    from planhjul.wheel.log import Added, Done, Moved

    match change:
        case Done(rule, year, day):
            return {"kind": "actual", "rule": rule, "year": year, "day": day}
        case Added(title, day, organ, process):
            return {"kind": "manual", "title": title, "day": day, "organ": organ, "process": process}
    meeting = change.meeting
    return {
        "kind": type(change).__name__.lower(),
        "organ": meeting.organ,
        "organ_name": meeting.organ_name,
        "day": meeting.day,
        **({"new_day": change.to} if isinstance(change, Moved) else {}),
    }
