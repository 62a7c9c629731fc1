"""The structure of tables corrected by hand: proposals, and the placement over the source."""
