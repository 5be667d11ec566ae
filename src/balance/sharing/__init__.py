"""A group for others to see: who may be shown is settled first, then everything is told as coarsely as that allows."""
