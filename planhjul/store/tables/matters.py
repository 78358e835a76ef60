"""What an import brings beside lines: time, plans, choices and what the municipality itself knows."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKeyConstraint,
    Integer,
    SmallInteger,
    String,
)

from planhjul.store.tables.base import content, key, order, place, wish

meeting = content(
    "meeting",
    key("nr", number=True),
    Column("year", Integer, nullable=False, doc="the calendar year a meeting plan replaces whole"),
    Column("organ", String, nullable=False),
    Column("organ_name", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("purpose", String, nullable=False),
    Column("held", Boolean),
    *place(),
)

political_case = content(
    "political_case",
    key("nr", number=True),
    Column("year", Integer, nullable=False, doc="the calendar year a case list replaces whole"),
    Column("key", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("organ_name", String, nullable=False),
    Column("title", String, nullable=False),
    Column("raised_by", String, nullable=False),
    Column("decision", String, nullable=False),
    *place(),
)

plan = content(
    "plan",
    key("plan"),
    order(),
    Column("type", String, nullable=False),
    Column("title", String, nullable=False),
    Column("adopted", Date),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("next_revision", Date),
    *place(),
)

# A goal may come in another file than its plan, so the plan is a name here, not a reference.
goal = content(
    "goal",
    key("plan"),
    key("goal"),
    order(),
    Column("parent", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    *place(),
)

measure = content(
    "measure",
    key("measure"),
    order(),
    Column("title", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("proposed_by", String, nullable=False),
    Column("scenarios", JSON, nullable=False),
)

measure_part = content(
    "measure_part",
    key("measure"),
    key("part", number=True),
    Column("kind", String, nullable=False),
    Column("funksjon", String, nullable=False),
    Column("art", String, nullable=False),
    Column("ansvar", String, nullable=False),
    Column("start_month", SmallInteger, nullable=False),
    Column("kept_share", Float, nullable=False),
    Column("one_off", Boolean, nullable=False),
    *place(),
    ForeignKeyConstraint(
        ["kommune", "batch", "measure"], ["measure.kommune", "measure.batch", "measure.measure"]
    ),
)

measure_amount = content(
    "measure_amount",
    key("measure"),
    key("part", number=True),
    key("year", number=True),
    Column("amount_ore", BigInteger, nullable=False),
    ForeignKeyConstraint(
        ["kommune", "batch", "measure", "part"],
        ["measure_part.kommune", "measure_part.batch", "measure_part.measure", "measure_part.part"],
    ),
)

scenario = content(
    "scenario",
    key("scenario"),
    order(),
    Column("title", String, nullable=False),
    Column("party", String, nullable=False),
    Column("explanation", String, nullable=False),
    *place(),
)

setting = content(
    "setting",
    key("key"),
    order(),
    Column("value", String, nullable=False),
    Column("kilde", String, nullable=False),
    *place(),
)

area = content(
    "area",
    key("area"),
    order(),
    Column("title", String, nullable=False),
    Column("funksjoner", JSON, nullable=False),
    Column("ansvar", JSON, nullable=False, server_default="[]"),
    Column("level", SmallInteger, nullable=False),
    Column("lead_months", Float, nullable=False),
    Column("lss_l", Float),
    Column("lss_s", Float),
    Column("lss_q", Float),
    Column("kilde", String, nullable=False),
    *place(),
)

# A goal's thread to money; plan "" when the file knows only the goal (a measure's own list of goals).
goal_link = content(
    "goal_link",
    key("plan"),
    key("goal"),
    key("target"),
    key("code"),
    order(),
    *place(),
)

# Shares and leads are fractions written as text ("7/10"): a local figure is kept exactly as it was given.
binding = content(
    "binding",
    key("binding"),
    order(),
    Column("level", SmallInteger),
    Column("area", String, nullable=False),
    Column("funksjon", String, nullable=False),
    Column("ansvar", String, nullable=False),
    Column("art", String, nullable=False),
    Column("bound", String),
    Column("short", String),
    Column("structural", String),
    Column("lead_short", String),
    Column("lead_structural", String),
    Column("kilde", String, nullable=False),
    *place(),
)

commitment = content(
    "commitment",
    key("commitment"),
    order(),
    Column("title", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("area", String, nullable=False),
    Column("funksjon", String, nullable=False),
    Column("ansvar", String, nullable=False),
    Column("amount_ore", BigInteger, nullable=False),
    Column("starts", Date),
    Column("ends", Date),
    Column("notice_months", Integer, nullable=False),
    Column("kilde", String, nullable=False),
    *place(),
)

income_override = content(
    "income_override",
    key("income_override"),
    order(),
    Column("art", String, nullable=False),
    Column("funksjon", String, nullable=False),
    Column("ansvar", String, nullable=False),
    Column("prosjekt", String, nullable=False),
    Column("income_class", String, nullable=False),
    Column("share", String, nullable=False, doc='a fraction as text, "3/4"'),
    Column("kilde", String, nullable=False),
    *place(),
)

# A printed overview is read whole or not at all, so its columns and rows are kept as one.
document = content(
    "document",
    key("document"),
    order(),
    Column("title", String, nullable=False),
    Column("form", String, nullable=False),
    Column("unit_ore", BigInteger, nullable=False),
    Column("columns", JSON, nullable=False),
    Column("lines", JSON, nullable=False),
    *place(),
)

priority = content(
    "priority",
    key("owner"),
    key("priority"),
    order(),
    *wish(),
    *place(),
)
