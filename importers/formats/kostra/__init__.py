"""KOSTRA extracts (0A, 0B, 0C, 0D)."""
