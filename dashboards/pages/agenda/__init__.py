"""Page Min saksliste."""
