"""Survey platforms, a module each: the marks of its exports, its header rows, its ids and its own columns."""
