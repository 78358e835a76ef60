"""Sixty and three hundred users for long, with new days and imports: what grows, what fails, what slows.

`python -m benchmarks.soak`, run by hand (`make soak`); its last figures stand in docs/measured.md.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Final

from benchmarks.load import measured
from benchmarks.served import Installation, Served, two_cores
from benchmarks.users import Client, Crowd
from benchmarks.visits import record

CROWDS: Final = (60, 300)
MINUTES: Final = 10.0
_ONE_IN: Final = 20
# An import falls in the middle of each part, and every part is a row.
_PART_SECONDS: Final = 60.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, nargs="+", default=list(CROWDS))
    parser.add_argument("--minutes", type=float, default=MINUTES, help="for each crowd")
    options = parser.parse_args()
    two_cores()
    with tempfile.TemporaryDirectory() as name:
        installation = Installation(Path(name))
        for users in options.users:
            with Served("planhjul", "--db", installation.db, "serve", "--port", "0") as server:
                visits = record(server.address)
                client = Client(server.port)
                client.sizes(visits)
                before, new_days = server.megabytes(), 0
                for part in range(max(1, round(options.minutes * 60 / _PART_SECONDS))):
                    installation.take_back()
                    crowd = Crowd(users, _PART_SECONDS, _ONE_IN, new_days)
                    seen = measured(
                        f"{users} users, part {part + 1}", server, client, visits, crowd, installation.commit
                    )
                    new_days += len(seen.new_day)
                print(f"{users} users: memory {before:.0f} MB at first, {server.megabytes():.0f} MB at last")
                client.close()


if __name__ == "__main__":
    main()
