"""The command `demo`: a fresh database with Storvik and Lillevik, imported as anyone's files are."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

import click

from planhjul.cli.serving import LOCAL_HOST, run_server, serving_options
from planhjul.cli.session import ENVIRONMENT, REJECTED, Session, now, stop, tell
from planhjul.cli.tables import Paper, show_issues
from planhjul.texts import text

_MUNICIPALITIES: Final = ("storvik", "lillevik")


@click.command("demo", help="Lag en fersk database med Storvik og Lillevik, og start nettsidene.")
@serving_options
@click.option("--no-serve", is_flag=True, help="Lag bare databasen.")
@click.pass_obj
def demo(session: Session, port: int, workers: int, no_serve: bool) -> None:
    """Make the demo data and serve it.

    Without `--db` the demo has a file of its own, made anew, so that nobody's real data are touched; in a
    database that was named, only the two demo municipalities are made anew.
    """
    if session.db is None:
        session.db = _fresh_database()
    tell(text("Lager demodata for Storvik og Lillevik …"))
    load_demo(session)
    if no_serve:
        tell(text("Ferdig. Prøv: planhjul --db {db} --kommune 9901 windows", db=session.db))
        return
    run_server(session, LOCAL_HOST, port, workers)


def _fresh_database() -> str:
    """The URL of the demo's own SQLite file, with any earlier one removed."""
    from planhjul.store import default_url

    path = Path(default_url().removeprefix("sqlite:///")).with_name("demo.db")
    path.parent.mkdir(parents=True, exist_ok=True)
    for leftover in (path, path.with_name("demo.db-wal"), path.with_name("demo.db-shm")):
        try:
            leftover.unlink(missing_ok=True)
        except OSError:
            stop(text("{file} er i bruk. Stopp den andre demoen først.", file=str(leftover)), ENVIRONMENT)
    return f"sqlite:///{path}"


def load_demo(session: Session) -> None:
    """Register both municipalities and import every file of their manifests."""
    from planhjul.reference.locate import data_dir
    from planhjul.staged import ImportChoices

    services = session.services(create=True)
    for name in _MUNICIPALITIES:
        folder = data_dir() / "samples" / name
        manifest = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
        nr = manifest["nr"]
        services.municipalities.register(nr, manifest["name"], manifest["members"])
        services.municipalities.clear(nr)
        for file in manifest["files"]:
            # A file of another system does not say from which day it stands: its manifest does.
            choices = ImportChoices(stood_from=manifest.get("stood_from", {}).get(file))
            staged = services.imports.stage(file, (folder / file).read_bytes(), choices, nr)
            if not staged.accepted:
                show_issues(staged.issues, Paper(services.language))
                stop(
                    text(
                        "Demofilen {file} ble avvist. Meld fra: dette er en feil i planhjul.",
                        file=f"{name}/{file}",
                    ),
                    REJECTED,
                )
            services.imports.commit(nr, staged, now())
        tell(
            text(
                "  {nr} {navn}: {files} filer lest inn",
                nr=nr,
                navn=manifest["name"],
                files=len(manifest["files"]),
            )
        )


COMMANDS: Final = {"demo": demo}
