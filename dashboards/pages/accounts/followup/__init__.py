"""Follow-up on page Budsjett og regnskap: accounts against the budget."""
