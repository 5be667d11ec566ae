"""Scores, standard errors and degrees of freedom: one definition for one person and a million rows."""
