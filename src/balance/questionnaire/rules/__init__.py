"""What a questionnaire must be beyond its shape: a module a theme, each rule a function on the plain tree."""
