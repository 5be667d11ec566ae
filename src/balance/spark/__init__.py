"""Scores of batches that one machine does not hold: the same answers, checks and scores, on Apache Spark."""
