"""Reads a workbook that was corrected in Excel back."""
