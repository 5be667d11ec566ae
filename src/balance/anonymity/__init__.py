"""Anonymity: what may be shown of a group, settled before any statistic, chart or file (docs/anonymity.md)."""
