"""The workbook of a batch: one row a report, every cell, all findings, charts; written as a stream.

Its memory does not grow with the number of reports.
"""
