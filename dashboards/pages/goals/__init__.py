"""Page Mål og tiltak."""
