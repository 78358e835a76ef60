"""The prescribed overviews as one accessible page: no script, no other file, and it prints well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from planhjul.figures.income.composition import version_title
from planhjul.language import Language
from planhjul.ledger.forms.closing import Closing
from planhjul.ledger.forms.columns import FormBook, SideBySide, aligned
from planhjul.ledger.forms.overviews import FormLine
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
    title = escape(say(book_title(book)))
    lead = escape(say(text("Hele kroner. Inntekter og utgifter står uten fortegn.")))
    tables = [part for form in book.forms for part in _overview(form, language)]
    if book.closing is not None:
        tables += _closing(book.closing, language)
    page = (
        f'<!doctype html>\n<html lang="{language.code}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n<p>{lead}</p>\n{''.join(tables)}</main>\n</body>\n</html>\n"
    )
    return page.encode()


def _overview(form: SideBySide, language: Language) -> Iterable[str]:
    say, answer = language.say, form.answer
    columns = [version_title(one.version, one.year) for one in form.overviews]
    bodies: list[list[str]] = [[]]
    for one in aligned(form.overviews, form.chosen):
        if one.line.heading is not None:
            bodies.append([_heading(say(one.line.heading), len(columns) + 2)])
        bodies[-1].append(_line(one.nr, one.line, one.amounts, language))
    yield _table(answer.title, [text("Nr."), text("Linje"), *columns], 2, bodies, language)
    areas = list(_areas(form, language))
    if areas:
        caption = text("{form}: andre del, fordelt på områder", form=answer.title)
        yield _table(caption, [text("Område"), *columns], 1, areas, language)
    yield _notes(answer.notes, language)


def _areas(form: SideBySide, language: Language) -> Iterable[list[str]]:
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
            rows.append(_row([], say(titles[area]), amounts, False, language))
        rows.append(_row([], say(text("Sum")), one.amounts, True, language))
        yield rows


def _closing(closing: Closing, language: Language) -> Iterable[str]:
    bodies = []
    for part in closing.parts:
        rows = [_heading(language.say(part.title), 3)]
        rows += [_line(line.nr, line, [line.amount_ore], language) for line in part.lines]
        bodies.append(rows)
    columns = [text("Nr."), text("Linje"), version_title(closing.version, closing.year)]
    yield _table(closing.title, columns, 2, bodies, language)
    yield _notes(closing.notes, language)


def _table(
    caption: Text, columns: Sequence[Text], words: int, bodies: Sequence[Sequence[str]], language: Language
) -> str:
    """A table in a region that scrolls by itself; the first `words` columns are not numbers."""
    name = escape(language.say(caption))
    head = "".join(
        f'<th scope="col"{"" if place < words else _NUMBER}>{escape(language.say(column))}</th>'
        for place, column in enumerate(columns)
    )
    content = "".join(f"<tbody>\n{''.join(rows)}</tbody>\n" for rows in bodies if rows)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{name}">\n<table>\n'
        f"<caption>{name}</caption>\n<thead><tr>{head}</tr></thead>\n{content}</table>\n</div>\n"
    )


_NUMBER: Final = ' class="number"'


def _heading(words: str, width: int) -> str:
    return f'<tr><th class="heading" scope="rowgroup" colspan="{width}">{escape(words)}</th></tr>\n'


def _line(nr: int | None, line: FormLine, amounts: Sequence[int | None], language: Language) -> str:
    number = [f"<td>{nr if nr is not None else ''}</td>"]
    return _row(number, language.say(line.name), amounts, line.is_sum, language)


def _row(
    before: Sequence[str], name: str, amounts: Sequence[int | None], is_sum: bool, language: Language
) -> str:
    cells = "".join(f"<td>{'–' if ore is None else language.kroner(ore)}</td>" for ore in amounts)
    opened = '<tr class="sum">' if is_sum else "<tr>"
    return f'{opened}{"".join(before)}<th scope="row">{escape(name)}</th>{cells}</tr>\n'


def _notes(notes: Iterable[Text], language: Language) -> str:
    return "".join(f"<p>{escape(language.say(note))}</p>\n" for note in notes)
