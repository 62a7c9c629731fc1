"""Acts of a reviewer that are more than one edit: each is recorded as one step."""
