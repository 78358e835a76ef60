"""Tables found by their headings, and the layouts of our own workbooks."""
