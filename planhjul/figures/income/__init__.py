"""Figures of income."""
