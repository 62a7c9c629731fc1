"""What an installation can do, tried: ``gouji self-test``."""

from .run import StepOutcome, run_self_test

__all__ = ["StepOutcome", "run_self_test"]
