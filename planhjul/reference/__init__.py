"""data/ → domain objects, strictly: an unknown key, an overlap or a dead link is an error at start."""
