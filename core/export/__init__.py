"""What leaves the program: audited workbooks, opinions, and records for programs."""
