"""What a terminal shows: profiles, questionnaires, faults, and what was left out."""
