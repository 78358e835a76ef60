"""One wheel in every form a municipality publishes: web pages, calendars, PDF, spreadsheets, JSON."""
