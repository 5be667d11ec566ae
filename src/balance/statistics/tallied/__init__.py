"""What a tally tells: the formulas of this room over every group at once, and why where one gives no number."""
