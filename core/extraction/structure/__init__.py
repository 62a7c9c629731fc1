"""Where the tables of a report stand in its source, as a value that a person may correct."""
