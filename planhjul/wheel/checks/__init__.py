"""Law checks: what is wrong with a year's wheel, why, and what would mend it."""
