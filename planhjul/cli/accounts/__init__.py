"""Commands about overviews and key figures."""
