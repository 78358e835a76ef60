"""Answers about handlingsrom as JSON and tables."""
