"""The face: Dash pages over the services, and nothing but Dash."""
