"""What an installation can do, tried: ``gouji self-test``."""

from .run import Outcome, run_self_test

__all__ = ["Outcome", "run_self_test"]
