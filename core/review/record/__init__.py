"""What a review records: events, the chain that ties them, readings, and what is in force."""
