"""Files in: read, recognised and checked; never half imported."""
