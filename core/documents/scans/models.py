"""Loads the models of ``resources/models`` that read scans; the one place that loads onnxruntime.

From 1.29 on onnxruntime sends events to its maker and keeps an identifier on the disk, on Windows
it has always handed events to the system. The versions that Gouji asks for are those before. Should
another one be installed all the same, it is told to be silent before it is loaded, whatever the
user's environment says, since its own switch comes after the first event.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...errors import GoujiError

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime

onnxruntime.disable_telemetry_events()

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
    return _loaded("PP-OCRv6_rec_small.onnx")


@cache
def detector_model() -> Model:
    """Returns the model that finds lines of text, loaded once a process."""
    return _loaded("PP-OCRv6_det_small.onnx")


def _loaded(name: str) -> Model:
    """Returns a model of the resources.

    Raises:
        GoujiError: It is missing, that is, the program is not wholly installed.
    """
    try:
        with resources.as_file(resources.files("gouji.resources") / "models" / name) as path:
            return Model(path.resolve(strict=True))
    except FileNotFoundError as error:
        raise GoujiError(
            "文字识别模型缺失，无法读取扫描件。请重新安装 Gouji。",
            "The models for reading scans are missing. Install Gouji again.",
        ) from error
