"""Page Nå."""
