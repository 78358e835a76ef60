"""The catalogues: bokmål is the source text, so `planhjul.pot` lists it and other languages translate it."""
