"""The audited workbook of one review: its sheets, and what they share."""
