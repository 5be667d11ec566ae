"""Questionnaires: read from YAML, held to the format, asked for their parts."""
