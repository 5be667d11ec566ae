"""What a person keeps: interviews under way, results, and thoughts about them; files that ordinary tools open."""
