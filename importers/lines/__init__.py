"""Tables of lines to the ledger's frame, checked."""
