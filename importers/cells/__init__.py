"""One cell read: amounts, codes, dates, shares, names."""
