"""Finds which rows and columns of any table of figures are made of others."""
