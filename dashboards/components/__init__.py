"""Our own components as functions: they hold texts, which `said` says; all ids are from `dashboards.ids`."""

from dashboards.components.blocks import (
    Child,
    Tab,
    badge,
    band,
    card,
    chart,
    command,
    definition,
    dialog,
    explain,
    file_drop,
    grid,
    page,
    plain_list,
    reveal,
    section,
    stat,
    status,
    svg,
    tabs,
)
from dashboards.components.fields import (
    Option,
    Say,
    Words,
    button,
    checkbox,
    date_field,
    day_slider,
    link,
    number_field,
    radio_group,
    select,
    text_field,
)
from dashboards.components.number import explain_number, explained_stat
from dashboards.components.saying import joined, said
from dashboards.components.table import Cell, Column, Filters, Row, data_table, rows_json, rows_of, wide_table
