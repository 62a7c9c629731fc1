"""From what a document prints to the cells of the official form, each with its place and doubt."""
