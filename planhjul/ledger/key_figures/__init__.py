"""Key figures, the balance's figures and ROBEK."""
