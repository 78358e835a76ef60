"""How much: codes, amounts, lines, income."""
