"""Next year's meetings drafted from this year's."""
