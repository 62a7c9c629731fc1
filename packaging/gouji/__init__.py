"""Gouji 勾稽 reviews the figures of information-disclosure annual reports beside their source."""

__version__ = "0.1.0"
