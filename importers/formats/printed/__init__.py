"""Printed overviews, read as documents."""
