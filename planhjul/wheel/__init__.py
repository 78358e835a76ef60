"""When: rules, calendar, meetings, timeline, windows, checks."""
