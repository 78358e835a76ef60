"""Page Tiltak og forslag."""
