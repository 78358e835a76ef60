"""Parts that more than one page is put together of: they know the view, where components know only words."""
