"""What a release is made of fits together: locks, lists, icons, desktop files, the manual page."""

import datetime
import importlib
import io
import plistlib
import re
import subprocess
import sys
import tomllib
import zipfile
from configparser import ConfigParser
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PIL import Image

import gouji
from gouji.core.cli.options import COMMANDS
from gouji.core.documents.source_files.folder import SUFFIXES
from gouji.core.files.file_names import CHECK_SUFFIX
from gouji.core.review.review_file.review_location import SUFFIX

FOLDER = Path(__file__).resolve().parent.parent / "packaging"
MODULES = (
    "cpython",
    "debian",
    "fetching",
    "hollow",
    "listing",
    "macos",
    "payload",
    "manual_page",
    "pruning",
    "targets",
    "windows",
)


@pytest.fixture(scope="module")
def release() -> dict[str, ModuleType]:
    """The modules that make a release."""
    sys.path.insert(0, str(FOLDER))
    try:
        return {name: importlib.import_module(f"artefacts.{name}") for name in MODULES}
    finally:
        sys.path.remove(str(FOLDER))


def test_each_lock_holds_what_the_program_needs_there(release: dict[str, ModuleType]) -> None:
    fetching = release["fetching"]
    for target in release["targets"].TARGETS:
        assert [pin for pin, _ in fetching.locked(target)] == fetching.wanted_pins(target)
        assert all(re.fullmatch("[0-9a-f]{64}", digest) for _, digest in fetching.locked(target))


def test_the_pins_of_a_release_lie_in_the_ranges_of_the_project(
    root: Path, release: dict[str, ModuleType]
) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    for target in release["targets"].TARGETS:
        pins = dict(pin.split("==") for pin, _ in release["fetching"].locked(target))
        for text in project["dependencies"]:
            requirement = Requirement(text)
            assert pins[canonicalize_name(requirement.name)] in requirement.specifier, target.name
        assert target.python in str(project["classifiers"])


def test_the_tools_that_build_the_wheel_are_those_of_a_checkout() -> None:
    def pins(name: str) -> set[str]:
        lines = (FOLDER / name).read_text("utf-8").splitlines()
        return {line for line in lines if line and not line.startswith("#")}

    own = {"distlib", "ziglang"}
    tools = {pin for pin in pins("requirements-release.lock") if pin.split("==")[0] not in own}
    assert tools <= pins("requirements.lock")


@pytest.mark.parametrize(
    ("name", "needed"),
    [
        ("PySide6/QtWidgets.pyd", True),
        ("PySide6/Qt6Widgets.dll", True),
        ("PySide6/Qt/lib/libQt6XcbQpa.so.6", True),
        ("PySide6/Qt/lib/libicudata.so.73", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("PySide6/Qt6Designer.dll", False),
        ("PySide6/opengl32sw.dll", False),
        ("PySide6/lupdate", False),
        ("PySide6/pyside6qml.abi3.dll", False),
        ("PySide6/QtQml.pyi", False),
        ("PySide6/include/qtcore.h", False),
        ("numpy/_core/tests/test_dtype.py", False),
        ("onnxruntime/capi/libonnxruntime.so.1.28.0", False),
        ("onnxruntime/capi/onnxruntime.dll", False),
        ("onnxruntime/capi/onnxruntime_pybind11_state.pyd", True),
        ("highspy-1.16.0.dist-info/licenses/LICENSE.txt", True),
        ("highspy/highs.py", True),
        ("docx/templates/default.docx", True),
        ("docx/templates/default-docx-template/word/styles.xml", False),
        ("gouji/core/pipeline.py", True),
        ("gouji/docs/manual.md", True),
        ("gouji/docs/images/window.png", False),
    ],
)
def test_only_what_is_loaded_is_carried_along(
    name: str, needed: bool, release: dict[str, ModuleType]
) -> None:
    assert release["pruning"].is_needed(name) is needed


def test_every_module_of_qt_that_is_imported_is_carried_along(
    root: Path, release: dict[str, ModuleType]
) -> None:
    imported = {
        name
        for path in (root / "gui").rglob("*.py")
        for name in re.findall(r"from PySide6\.(\w+)", path.read_text("utf-8"))
    }
    assert imported == set(release["pruning"].QT_MODULES)


def test_what_is_written_the_same_way_has_the_same_bytes(
    release: dict[str, ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760000000")
    monkeypatch.chdir(tmp_path)
    packages = []
    for attempt in ("one", "two"):
        root = tmp_path / attempt / "root"
        (root / "usr" / "bin").mkdir(parents=True)
        (root / "usr" / "bin" / "gouji").write_text(f"#!/bin/sh\n# {'x' * 9}\n")
        packages.append(release["debian"].packed(root, "Package: gouji\n"))

    assert packages[0] == packages[1]
    assert packages[0].startswith(b"!<arch>\ndebian-binary")
    assert len(packages[0]) % 2 == 0


def test_a_launcher_is_a_program_with_the_main_module_behind_it(
    release: dict[str, ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stubs = tmp_path / "distlib"
    stubs.mkdir()
    (stubs / "__init__.py").touch()
    (stubs / "t64.exe").write_bytes(b"MZ stub")
    monkeypatch.setitem(sys.modules, "distlib", ModuleType("distlib"))
    monkeypatch.setattr(sys.modules["distlib"], "__file__", str(stubs / "x.py"), raising=False)

    made = release["windows"].launcher("t64.exe", "python.exe")

    assert made.startswith(b"MZ stub#!<launcher_dir>\\python\\python.exe\n")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert "gouji.__main__" in archive.read("__main__.py").decode()


NOT_CALLED = re.compile(
    r"cv2\.(Video|im(read|write|decode|encode)|solve|SV|PCA|eigen|invert|calibrate|solvePnP|find)"
)
"""What of OpenCV would reach a library that is left out: video, other formats, linear algebra."""


def test_nothing_is_called_that_a_hollow_library_would_have_to_answer(
    root: Path, release: dict[str, ModuleType]
) -> None:
    sources = {path: path.read_text("utf-8") for path in (root / "core").rglob("*.py")}
    called = {path.name for path, text in sources.items() if NOT_CALLED.search(text)}

    assert sum("import cv2" in text for text in sources.values()) > 5
    assert called == set()
    shown = "".join(path.read_text("utf-8") for path in (root / "gui").rglob("*.py"))
    assert not re.search("QCollator|localeAwareCompare|QStringConverter|QStringDecoder", shown)


def test_a_hollow_library_has_the_symbols_and_the_version_of_the_whole_one(
    release: dict[str, ModuleType],
) -> None:
    hollow = release["hollow"]
    said = """
Version definition section '.gnu.version_d' contains 2 entries:
  000000: Rev: 1  Flags: BASE  Index: 1  Cnt: 1  Name: libavutil.so.60
  0x001c: Rev: 1  Flags: none  Index: 2  Cnt: 1  Name: LIBAVUTIL_60
Version needs section '.gnu.version_r' contains 1 entry:
  0x0010:   Name: GLIBC_2.14  Flags: none  Version: 5
"""

    assert hollow.own_version(said) == "LIBAVUTIL_60"
    assert hollow.own_version(said.partition("\nVersion needs")[2]) == ""
    source = hollow.hollow_source("libx.so", {"b_free", "a_alloc"})
    assert 'void a_alloc(void) __attribute__((alias("stopped")));\nvoid b_free(' in source
    assert "libx.so" in source
    assert hollow.is_part_of("opencv_python_headless-5.0.0.93", "opencv_python_headless.libs")
    assert hollow.is_part_of("pyside6_essentials-6.9.3", "PySide6")
    assert not hollow.is_part_of("numpy-2.4.6", "PySide6")


def test_modules_are_installed_compiled_and_run_without_their_sources(
    release: dict[str, ModuleType], tmp_path: Path
) -> None:
    for name in ("one/__init__.py", "one/two.py", "PySide6/__init__.py"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("import sys\n\nSAID = __name__\n", "utf-8")

    release["payload"].compile_all(tmp_path, None, "lib")

    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.py*")}
    compiled = {"one/__init__.pyc", "one/two.pyc", "PySide6/__init__.pyc"}
    assert left == {*compiled, "PySide6/__init__.py"}
    done = subprocess.run(
        [sys.executable, "-I", "-c",
         f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import one.two; print(one.two.SAID)"],
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout == "one.two\n"


def test_the_manual_page_names_every_command_and_option(release: dict[str, ModuleType]) -> None:
    for language in ("zh", "en"):
        page = release["manual_page"].manual_page(language).replace("\\-", "-")
        assert f"Gouji {gouji.__version__}" in page
        for command in COMMANDS:
            assert f".SS {command.name}" in page
            assert all(option.names[-1] in page for option in command.options)


def test_the_desktop_entry_and_the_kinds_of_file_fit_together(root: Path) -> None:
    entry = ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(FOLDER / "desktop" / "gouji.desktop", "utf-8")
    desktop = entry["Desktop Entry"]
    kinds = ElementTree.parse(FOLDER / "desktop" / "gouji.xml").getroot()  # noqa: S314
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    globs = {each.get("pattern") for each in kinds.iterfind(".//m:glob", space)}

    assert globs == {f"*{SUFFIX}", f"*{CHECK_SUFFIX}"}
    named = {str(each.get("type")) for each in kinds.iterfind("m:mime-type", space)}
    assert named <= set(desktop["MimeType"].split(";"))
    assert desktop["Exec"].split() == ["gouji", "%F"]
    assert (root / "resources" / "icons" / f"{desktop['Icon']}.svg").exists()


def test_the_installer_takes_what_it_installs_away_again() -> None:
    script = (FOLDER / "artefacts" / "gouji.nsi").read_text("utf-8")
    install, _, uninstall = script.partition("Section Uninstall")
    classes = set(re.findall(r'WriteRegStr HKCU "\$\{CLASSES\}\\([^"$]+)"', install))
    kinds = set(re.findall(r'!insertmacro Kind "([^"]+)"', install))

    for name in classes | kinds:
        assert f'DeleteRegKey HKCU "${{CLASSES}}\\{name}"' in uninstall
    assert classes == {SUFFIX, CHECK_SUFFIX}
    opened = set(re.findall(r'insertmacro \$\{DO\} "(\.\w+)"', script))
    assert opened <= set(SUFFIXES)
    assert 'RMDir /r "$INSTDIR"' not in uninstall, "a review that lies there must stay"


def test_the_icons_have_every_size_that_systems_ask_for() -> None:
    with Image.open(FOLDER / "icons" / "gouji.ico") as icon:
        assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= set(icon.info["sizes"])
    for path in (FOLDER / "icons").glob("gouji-*.png"):
        size = int(path.stem.removeprefix("gouji-"))
        with Image.open(path) as picture:
            assert picture.size == (size, size)


def test_the_application_for_macos_says_what_it_opens(release: dict[str, ModuleType]) -> None:
    about = plistlib.loads(plistlib.dumps(release["macos"]._about()))

    suffixes = {f".{each['CFBundleTypeExtensions'][0]}" for each in about["CFBundleDocumentTypes"]}
    assert {SUFFIX, CHECK_SUFFIX} <= suffixes
    assert about["CFBundleVersion"] == gouji.__version__


def test_a_library_that_the_window_lacks_is_known_to_the_set_up_too(
    release: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    from gouji.gui.shell.app import package_of

    monkeypatch.syspath_prepend(str(FOLDER))
    from bootstrap import LIBRARIES

    assert LIBRARIES["libxcb-cursor.so.0"] == package_of("libxcb-cursor.so.0") == "libxcb-cursor0"
    needed = release["debian"].control("amd64", "x86_64", 0)
    assert all(package in needed for package in LIBRARIES.values())


def test_the_version_is_one_that_every_installer_takes() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", gouji.__version__)


def test_the_day_of_the_version_is_that_of_its_changes(root: Path) -> None:
    changes = (root / "CHANGELOG.md").read_text("utf-8")
    released = re.search(rf"## \[{re.escape(gouji.__version__)}\] - (\S+)", changes)

    assert datetime.date.fromisoformat(gouji.__date__)
    assert released is None or released[1] == gouji.__date__


def test_a_later_run_lists_what_an_earlier_one_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, release: dict[str, ModuleType]
) -> None:
    listing, payload = release["listing"], release["payload"]
    monkeypatch.setattr(listing, "DIST", tmp_path)
    monkeypatch.setattr(listing, "RECORDS", tmp_path / "records")
    files = [tmp_path / f"{name}-{gouji.__version__}.zip" for name in ("one", "two")]
    for file in files:
        file.write_bytes(b"x")
        listing.write_listing([payload.Artefact(file, 9_000_000, (("Qt", 8_000_000),), ("L.txt",))])

    assert len((tmp_path / "SHA256SUMS").read_text().splitlines()) == 2
    said = (tmp_path / "CONTENTS.md").read_text("utf-8")
    assert said.count("| Qt | 8.0 MB |") == 2
    assert "9.0 MB installed" in said
    assert "Windows on ARM" in said.partition("## Not made")[2]
    files[0].write_bytes(b"y")
    listing.write_listing([])
    assert "one" not in (tmp_path / "SHA256SUMS").read_text()


def test_modules_that_nothing_imports_are_left_out_of_the_interpreter_for_windows(
    tmp_path: Path, release: dict[str, ModuleType]
) -> None:
    archive = tmp_path / "python311.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in ("distutils/core.pyc", "json/decoder.pyc", "zipfile.pyc"):
            packed.writestr(zipfile.ZipInfo(name), name * 50)

    release["windows"].prune_modules(archive)

    with zipfile.ZipFile(archive) as packed:
        assert packed.namelist() == ["json/decoder.pyc", "zipfile.pyc"]
        assert packed.read("json/decoder.pyc") == b"json/decoder.pyc" * 50


def test_an_interpreter_says_nothing_of_the_folder_it_was_built_in(
    tmp_path: Path, root: Path, release: dict[str, ModuleType]
) -> None:
    said = tmp_path / "lib" / "_sysconfigdata__linux.py"
    said.parent.mkdir()
    said.write_text(f"# made\nbuild_time_vars = {{'CC': '{root}/bin/cc '\n 'cc -O2'}}\n", "utf-8")

    release["cpython"].forget_place(tmp_path)

    assert said.read_text("utf-8") == "build_time_vars = {'CC': '/build/bin/cc cc -O2'}\n"


LOAD = """
import importlib, pkgutil, sys, sysconfig
import gouji.core
for module in pkgutil.walk_packages(gouji.core.__path__, "gouji.core."):
    if "dask" not in module.name and "cluster" not in module.name:
        importlib.import_module(module.name)
import docx, msoffcrypto, onnxruntime, pdfplumber, reportlab.platypus
site = sysconfig.get_path("purelib")
for name, module in list(sys.modules.items()):
    file = getattr(module, "__file__", None) or ""
    print(name, file.removeprefix(site).lstrip("/") if file.startswith(site) else "")
"""


def test_nothing_that_the_program_loads_is_left_out(
    release: dict[str, ModuleType], root: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOAD], capture_output=True, encoding="utf-8", timeout=120, check=True
    )
    loaded = dict(line.partition(" ")[::2] for line in done.stdout.splitlines())

    files = {file.replace("\\", "/") for file in loaded.values() if file}
    files -= {file for file in files if re.search("_avx2|_imagingft", file)}  # done without
    assert {"numpy/__init__.py", "highspy/__init__.py", "openpyxl/__init__.py"} <= files
    assert [file for file in sorted(files) if not release["pruning"].is_needed(file)] == []
    own = {name for path in (root / "core").rglob("*.py") for name in imported(path)}
    absent = {name.removeprefix("_") for name in release["cpython"].ABSENT} - {"hashlib", "uuid"}
    assert absent & own == set()


def imported(path: Path) -> set[str]:
    """The first names of the modules that a file imports."""
    return set(
        re.findall(r"^\s*(?:from|import) ([a-z_]\w*)", path.read_text("utf-8"), re.MULTILINE)
    )
