"""Reads pages that are pictures: rulings, cells and characters, each with its doubt."""
