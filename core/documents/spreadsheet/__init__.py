"""Reads workbooks as a sheet shows them."""
