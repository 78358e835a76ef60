"""What is known and answered: `House` opens a database, `AsOf` is one municipality seen on one day.

Pages, commands, publishing and notebooks ask `house.as_of("9901", day)`; nothing here writes.
"""

from __future__ import annotations

from planhjul.house.as_of import AsOf
from planhjul.house.house import House
from planhjul.store import Moment

__all__ = ["AsOf", "House", "Moment"]
