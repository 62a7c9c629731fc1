"""The review under way in the window, and the work that goes on beside it."""
