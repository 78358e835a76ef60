"""The schema's steps, oldest first; what is released is never changed."""
