"""Figures of handlingsrom."""
