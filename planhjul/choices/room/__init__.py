"""Handlingsrom: how much a council can still move, seen from a day."""
