"""Answers: read from what people export or type, judged cell by cell, nothing dropped unsaid."""
