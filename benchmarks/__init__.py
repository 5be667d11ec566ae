"""What balance costs, measured beside the cheapest program that could do the same."""
