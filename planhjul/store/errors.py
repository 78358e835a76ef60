"""What the store refuses, with words for the user; each error carries its `message`.

The names say what is the case, as the services tell it on; `StoreError` is what they have in common.
"""

from __future__ import annotations

from planhjul.staged import Staged
from planhjul.texts import Text, text


class StoreError(Exception):
    """Something the store cannot do; `message` says what and what to do next."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.source, dict(message.values))
        self.message = message


class StoreUnavailable(StoreError):
    """The database cannot be used: the environment must be mended, not the data."""


class UnknownKommune(StoreError):
    """No municipality with this number is registered."""

    def __init__(self, nr: str) -> None:
        super().__init__(
            text(
                "Kommune {nr} er ikke registrert. Registrer den med: "
                "planhjul init --kommune {nr} --navn NAVN",
                nr=nr,
            )
        )
        self.nr = nr


class UnknownBatch(StoreError):
    """The municipality has no such import, or it is already undone."""

    def __init__(self, nr: str, batch: int) -> None:
        super().__init__(
            text(
                "Kommune {nr} har ingen import nummer {batch} som kan angres. "
                "Se hva som er importert, med: planhjul batches",
                nr=nr,
                batch=batch,
            )
        )
        self.nr = nr
        self.batch = batch


class UnknownLogEntry(StoreError):
    """The municipality's log has no such entry, or it is already undone."""

    def __init__(self, nr: str, entry: int) -> None:
        super().__init__(
            text(
                "Loggen for kommune {nr} har ingen nummer {entry} som kan angres. "
                "Se loggen med: planhjul event list",
                nr=nr,
                entry=str(entry),
            )
        )
        self.nr = nr
        self.entry = entry


class UnknownPriority(StoreError):
    """No such wish is written in the page, or it is already taken off its list."""

    def __init__(self, nr: str, key: str) -> None:
        super().__init__(
            text(
                "Kommune {nr} har ingen sak {key} på sakslisten som er skrevet her. "
                "En sak fra en fil tas bort ved å importere listen på nytt.",
                nr=nr,
                key=key,
            )
        )
        self.nr = nr
        self.key = key


class RejectedBatch(StoreError):
    """The file has errors and is not stored."""

    def __init__(self, staged: Staged) -> None:
        super().__init__(
            text("{file} har feil og er ikke lagret. Rett feilene og importer på nytt.", file=staged.file)
        )
        self.staged = staged


class AlreadyImported(StoreError):
    """The very same file is imported before and not undone."""

    def __init__(self, batch: int) -> None:
        super().__init__(
            text("Filen er importert før, som import nummer {batch}. Ingenting er endret.", batch=batch)
        )
        self.batch = batch
