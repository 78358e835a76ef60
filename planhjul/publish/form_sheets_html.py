"""The prescribed overviews as one accessible page: no script, no other file, and it prints well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from markupsafe import Markup

from planhjul.figures.markup import Part, block, raw, tag
from planhjul.language import Language
from planhjul.ledger.forms.closing import Closing
from planhjul.ledger.forms.columns import FormBook, SideBySide, aligned
from planhjul.ledger.forms.overviews import FormLine
from planhjul.ledger.versions import version_title
from planhjul.publish.form_sheets import book_title
from planhjul.texts import Text, text

_STYLE: Final = """
:root { color-scheme: light dark; --text: #14212b; --paper: #fff; --line: #6b7b88; --soft: #eef2f5; }
@media (prefers-color-scheme: dark) {
  :root { --text: #eef3f7; --paper: #0f1720; --line: #8fa1b0; --soft: #1b2733; }
}
body { margin: 0; background: var(--paper); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 90rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
.scroll { overflow-x: auto; margin: 2rem 0; }
.scroll:focus-visible { outline: 3px solid var(--text); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-size: 1.25rem; font-weight: 700; padding-bottom: .5rem; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { text-align: left; font-weight: 400; }
thead th { font-weight: 700; background: var(--soft); }
td, .number { text-align: right; white-space: nowrap; }
thead .number { white-space: normal; }
tr.sum th, tr.sum td, th.heading { font-weight: 700; }
tr.sum th, tr.sum td { border-top: 2px solid var(--text); }
@media print {
  :root { color-scheme: light; --text: #000; --paper: #fff; --soft: #fff; --line: #666; }
  @page { size: A4 landscape; margin: 12mm; }
  main { padding: 0; max-width: none; }
  body { font-size: 9pt; }
  .scroll { overflow: visible; margin: 0; break-after: page; }
  .scroll:last-of-type { break-after: auto; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
}
"""


def html_bytes(book: FormBook, language: Language) -> bytes:
    """The page: every overview as a table with caption and scoped headers, amounts in whole kroner."""
    say = language.say
    title = say(book_title(book))
    lead = text("Hele kroner. Inntekter og utgifter står uten fortegn.")
    tables = [part for form in book.forms for part in _overview(form, language)]
    if book.closing is not None:
        tables += _closing(book.closing, language)
    head = block(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", raw(_STYLE)),
    )
    body = block("body", block("main", tag("h1", title), tag("p", say(lead)), *tables))
    return f"<!doctype html>\n{block('html', head, body, lang=language.code)}\n".encode()


def _overview(form: SideBySide, language: Language) -> Iterable[Markup]:
    say, answer = language.say, form.answer
    columns = [version_title(one.version, one.year) for one in form.overviews]
    bodies: list[list[Markup]] = [[]]
    for one in aligned(form.overviews, form.chosen):
        if one.line.heading is not None:
            bodies.append([_heading(say(one.line.heading), len(columns) + 2)])
        bodies[-1].append(_line(one.nr, one.line, one.amounts, language))
    yield _table(answer.title, [text("Nr."), text("Linje"), *columns], 2, bodies, language)
    areas = list(_areas(form, language))
    if areas:
        caption = text("{form}: andre del, fordelt på områder", form=answer.title)
        yield _table(caption, [text("Område"), *columns], 1, areas, language)
    yield from _notes(answer.notes, language)


def _areas(form: SideBySide, language: Language) -> Iterable[list[Markup]]:
    say = language.say
    held = [{(part.line, part.area): part.amount_ore for part in one.second_part} for one in form.overviews]
    titles = {part.area: part.title for one in (form.answer, *form.overviews) for part in one.second_part}
    for one in aligned(form.overviews, form.chosen):
        found = [area for area in titles if any((one.line.key, area) in column for column in held)]
        if not found:
            continue
        rows = [_heading(say(one.line.name), len(held) + 1)]
        for area in found:
            amounts = [column.get((one.line.key, area)) for column in held]
            rows.append(_row(None, titles[area], amounts, False, language))
        rows.append(_row(None, text("Sum"), one.amounts, True, language))
        yield rows


def _closing(closing: Closing, language: Language) -> Iterable[Markup]:
    bodies = []
    for part in closing.parts:
        rows = [_heading(language.say(part.title), 3)]
        rows += [_line(line.nr, line, [line.amount_ore], language) for line in part.lines]
        bodies.append(rows)
    columns = [text("Nr."), text("Linje"), version_title(closing.version, closing.year)]
    yield _table(closing.title, columns, 2, bodies, language)
    yield from _notes(closing.notes, language)


def _table(
    caption: Text, columns: Sequence[Text], words: int, bodies: Sequence[Sequence[Markup]], language: Language
) -> Markup:
    """A table in a region that scrolls by itself; the first `words` columns are not numbers."""
    name = language.say(caption)
    heads = [
        tag("th", language.say(column), scope="col", class_=None if place < words else "number")
        for place, column in enumerate(columns)
    ]
    content = [block("tbody", *rows) for rows in bodies if rows]
    table = block("table", tag("caption", name), tag("thead", tag("tr", heads)), *content)
    return block("div", table, class_="scroll", role="region", tabindex="0", aria_label=name)


def _heading(words: str, width: int) -> Markup:
    return tag("tr", tag("th", words, class_="heading", scope="rowgroup", colspan=str(width)))


def _line(nr: int | None, line: FormLine, amounts: Sequence[int | None], language: Language) -> Markup:
    number = tag("td", None if nr is None else str(nr))
    return _row(number, line.name, amounts, line.is_sum, language)


def _row(before: Part, name: Text, amounts: Sequence[int | None], is_sum: bool, language: Language) -> Markup:
    cells = [tag("td", "–" if ore is None else language.kroner(ore)) for ore in amounts]
    named = tag("th", language.say(name), scope="row")
    return tag("tr", before, named, cells, class_="sum" if is_sum else None)


def _notes(notes: Iterable[Text], language: Language) -> Iterable[Markup]:
    return (tag("p", language.say(note)) for note in notes)
