"""File formats, a module each: what a table's header is, and its rows as columns of answers."""
