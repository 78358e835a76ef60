"""The prescribed overviews (§§ 5-4, 5-5, 5-6, 5-9; 1A and 2A), printed and computed."""
