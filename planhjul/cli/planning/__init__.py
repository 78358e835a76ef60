"""Commands about the wheel's planning."""
