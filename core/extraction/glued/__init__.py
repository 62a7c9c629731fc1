"""Reads tables whose cells are glued together, as the text content of a web page has them.

The form says which rows there are and how many figures each has; its equations say which of the
ways to part a run of digits can be meant. One way is read, and doubted; of several none is.
"""
