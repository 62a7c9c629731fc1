"""Reads OFD, the national fixed-layout format (GB/T 33190), by way of a PDF made in memory."""
