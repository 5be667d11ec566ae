"""A file for each of many people: whole or absent, named safely, and made again only where something changed."""
