"""The files a version was read from."""

from __future__ import annotations

from collections.abc import Sequence

from dashboards import components as ui
from dashboards.view import Context
from planhjul.house.money import VersionChoice
from planhjul.texts import text


def with_files(context: Context, sentence: ui.Words, versions: Sequence[VersionChoice]) -> ui.Words:
    """The sentence about the versions, and after it the files they stand in, where there are any."""
    standing = {(version.stood_from, version.kind.value, version.year) for version in versions}
    names = dict.fromkeys(
        batch.file
        for batch in context.seen.batches
        if batch.undone_at is None
        and any((batch.stood_from, total.version, total.year) in standing for total in batch.totals)
    )
    return ui.joined(sentence, text("Fil: {files}.", files=", ".join(names))) if names else sentence
