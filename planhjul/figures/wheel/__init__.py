"""The wheels and the timeline."""
