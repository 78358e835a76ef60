"""Page Handlingsrom."""
