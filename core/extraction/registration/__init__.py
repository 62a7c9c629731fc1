"""Registers the known form on the pages of a document, without finding a grid first.

Rows and columns of the form are known. ``words`` makes provisional words of what a page shows,
``row_chain`` finds the labels of the rows among them, ``bands`` the strip that each row takes up,
``columns`` the cuts between the columns, ``line_table`` a table whose rows have no labels, and
``register`` puts a report together: which words stand in which cell, and how sure that is.
"""
