"""A wish's way on the wheel: siste og neste sjanse."""
