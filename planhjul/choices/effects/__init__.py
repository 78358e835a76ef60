"""What measures are worth: from gross to net in four years, with checks."""
