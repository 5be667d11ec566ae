"""A person's profile as pages: PDF, HTML and Markdown from the same data, and templates that hold no words."""
