"""What if: assumptions, handlingsrom, measures, scenarios."""
