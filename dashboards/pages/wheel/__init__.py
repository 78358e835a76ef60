"""Page Årshjulet."""
