"""What both invented municipalities are built with: money spread on codes, history, and workbooks."""
