"""Bytes to cells with addresses."""
