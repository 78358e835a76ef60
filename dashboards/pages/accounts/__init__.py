"""Page Budsjett og regnskap."""
