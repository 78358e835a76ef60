"""The static site: pages that need no server, no script and nothing from outside."""
