"""Accounts held against the budget."""
