"""What the narrative states: figures of the tables' cells, lists of parts, and shares."""

from .claim_search import find_claims

__all__ = ["find_claims"]
