"""Income: what it is made of, who pays for what, and how it compares."""
