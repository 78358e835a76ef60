"""Figures: a result and a theme in, a plotly spec (plain dict) or SVG text out; no Dash, no database."""
