"""Speed as ratios in one run: ours against a named peer or the physical limit, on this machine, now."""
