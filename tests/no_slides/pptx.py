"""Stands before python-pptx in every Python that starts with this folder on PYTHONPATH: as if it were not there."""

raise ImportError("No module named 'pptx'")
