"""Loads the character models that come with rapidocr's wheel; never from anywhere else.

The models are run by onnxruntime alone: rapidocr itself, which would fetch a model that it misses
and logs to the terminal, is not imported.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from ...errors import GoujiError

Tensor = NDArray[np.float32]

_THREADS = 1
"""Of one session: several workers read at once, one a core."""


class Model:
    """One loaded model: a function from a batch of pictures to what it makes of them."""

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = _THREADS
        options.inter_op_num_threads = 1
        options.log_severity_level = 4
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        self._input = self._session.get_inputs()[0].name

    def __call__(self, batch: Tensor) -> Tensor:
        """Returns the first output for a batch: pictures, channels, rows, columns."""
        result: Tensor = self._session.run(None, {self._input: batch})[0]
        return result

    def characters(self) -> tuple[str, ...]:
        """Returns the classes of a recogniser: first the blank of CTC, last the space."""
        listed = self._session.get_modelmeta().custom_metadata_map["character"]
        return ("", *listed.splitlines(), " ")


@cache
def recogniser_model() -> Model:
    """Returns the model that reads a line of text, loaded once a process."""
    return Model(_path("rec"))


@cache
def detector_model() -> Model:
    """Returns the model that finds lines of text, loaded once a process."""
    return Model(_path("det"))


def _path(task: str) -> Path:
    """Returns the file of a model.

    Raises:
        GoujiError: It is missing, that is, the program is not wholly installed.
    """
    spec = find_spec("rapidocr")
    folders = spec.submodule_search_locations if spec is not None else None
    for folder in folders or ():
        found = sorted((Path(folder) / "models").glob(f"*_{task}_*.onnx"))
        if found:
            return found[-1]
    raise GoujiError(
        "文字识别模型缺失，无法读取扫描件。请重新安装 Gouji。",
        "The models for reading scans are missing. Install Gouji again.",
    )
