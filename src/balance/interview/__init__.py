"""The interview: a person answers a questionnaire, one question at a time."""
