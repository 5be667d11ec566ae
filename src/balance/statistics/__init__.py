"""Statistics of a group: pure functions over arrays, from sums that any engine can make."""
