"""Commands about routes and lists."""
