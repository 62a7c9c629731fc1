"""Sets up a checkout of Gouji on a machine where nothing is prepared: `bootstrap.py run` or `test`.

Standard library only. The file is parsed by whatever Python there is, so its syntax stays plain;
from Python 3.11 on it works, below it says so.
"""

import argparse
import ctypes
import hashlib
import importlib.util
import locale
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - this is what says it to an older Python
    sys.exit(
        f"Gouji needs Python 3.11 or later, and this is Python {sys.version_info[0]}."
        f"{sys.version_info[1]}: install a newer one and call it by its name, "
        "for example python3.12 packaging/bootstrap.py run"
    )

import tomllib

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
ENVIRONMENT = ROOT / ".venv"
SAMPLE = ROOT / "resources" / "samples" / "2021-totals-broken.pdf"
RESULTS = ROOT / "build" / "sample"
LOCKS = {
    "run": ["requirements.lock"],
    "test": ["requirements.lock", "requirements-test.lock"],
}
EXTRA = {"run": "", "test": "[test]"}
MEGABYTES = {"run": 240, "test": 280}
STAMPS = {"run": ["run", "test"], "test": ["test"]}  # what is installed for tests can run, too

WINDOWS = os.name == "nt"
LINUX = sys.platform.startswith("linux")

# What the window needs of the system, and the Debian package of each.
LIBRARIES = tomllib.loads((ROOT / "resources" / "debian-packages.toml").read_text("utf-8"))
TOOLS = {"Xvfb": "xvfb", "strace": "strace", "xdotool": "xdotool"}

APT_LOCKS = [
    Path("/var/lib/dpkg/lock-frontend"),
    Path("/var/lib/dpkg/lock"),
    Path("/var/lib/apt/lists/lock"),
    Path("/var/cache/apt/archives/lock"),
]
SECONDS_FOR_APT = 900  # the updates that a new machine makes by itself may take minutes
SECONDS_BETWEEN_LOOKS = 2.0


def main() -> int:
    """Returns the exit code of what was asked for."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace", line_buffering=True)  # type: ignore[union-attr]
    parser = argparse.ArgumentParser(description="Set up Gouji in this checkout.")
    parser.add_argument(
        "command",
        choices=["run", "test"],
        help="run: open the window on a sample; test: run every check",
    )
    command = parser.parse_args().command
    install_system_packages(command)
    make_environment(command)
    return open_sample() if command == "run" else run_checks()


def install_system_packages(command: str) -> None:
    """Installs the Debian packages that are missing, or stops with the one line that does."""
    packages = missing_packages(command)
    if not packages:
        return
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        say("安装系统软件包：", "Installing system packages: ", " ".join(packages))
        environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        options = ("Dpkg::Use-Pty=0", f"DPkg::Lock::Timeout={SECONDS_FOR_APT}")
        quiet = [apt, "-qq", *(word for option in options for word in ("-o", option))]
        install = [*quiet, "install", "-y", "--no-install-recommends", *packages]
        succeeded = all(run_apt(step, environment) == 0 for step in ([*quiet, "update"], install))
        importlib.invalidate_caches()
        if succeeded or not missing_packages(command):
            return
    elif apt:
        line = "sudo apt-get update && sudo " + line
    fail(
        "本机缺少系统软件包，请先运行这一行（其他发行版请安装同类软件包）：",
        "The system lacks packages. Run this line first (elsewhere, install their like): ",
        line,
    )


def run_apt(step: list[str], environment: "dict[str, str]") -> int:
    """Returns the exit code of a step of apt-get, which is taken when no other program is at it.

    apt-get can wait by itself where it changes packages, but not where it updates its lists.
    """
    until = time.monotonic() + SECONDS_FOR_APT
    while True:
        wait_for_apt(until)
        code = run_quietly(step, environment)
        if code == 0 or not held_lock() or time.monotonic() >= until:
            return code


def wait_for_apt(until: float) -> None:
    """Waits until no other program holds a lock of apt or dpkg, and says so, or stops.

    Args:
        until: The last moment to wait for, by the monotonic clock.
    """
    lock = held_lock()
    if lock:
        say(
            "另一个程序正在安装或更新软件包，等它结束……占用的锁：",
            "Another program is installing or updating packages; waiting for it to end. Its lock: ",
            str(lock),
        )
    while lock and time.monotonic() < until:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        lock = held_lock()
    if lock:
        fail(
            "另一个程序一直在安装软件包。请等它结束后再运行。占用的锁：",
            "Another program is still installing packages. Run this when it has ended. Its lock: ",
            str(lock),
        )


def held_lock() -> "Path | None":
    """Returns a lock of apt or dpkg that another program holds, or None."""
    import fcntl  # does not exist on Windows

    for path in APT_LOCKS:
        try:
            with path.open("r+b") as file:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return path
        except OSError:  # there is none, or no way to know
            continue
    return None


def missing_packages(command: str) -> list[str]:
    """Returns the Debian names of what this machine lacks for `command`, in a fixed order."""
    if not LINUX:
        return []
    packages = [name for library, name in LIBRARIES.items() if not loads(library)]
    if command == "test":
        packages += [name for tool, name in TOOLS.items() if not shutil.which(tool)]
    if not importlib.util.find_spec("venv") or not importlib.util.find_spec("ensurepip"):
        packages.append(f"python3.{sys.version_info[1]}-venv")
    return packages


def loads(library: str) -> bool:
    """Returns whether the dynamic loader finds `library`, a file name with its version."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def make_environment(command: str) -> None:
    """Makes `.venv` with the pinned versions and an editable Gouji, where that is not yet so."""
    linked = (ROOT / ".dev" / "gouji" / "core" / "__init__.py").exists()
    if linked and any(is_installed(name) for name in STAMPS[command]):
        return
    base = ENVIRONMENT / "gouji-base"
    if not python().exists() or not base.exists() or base.read_text("utf-8") != base_state():
        say("建立环境：", "Making the environment: ", str(ENVIRONMENT))
        require([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
        base.write_text(base_state(), "utf-8")
    say(
        f"安装固定版本的依赖，首次约需下载 {MEGABYTES[command]} MB……",
        "Installing the pinned dependencies; the first time about "
        f"{MEGABYTES[command]} MB are fetched ...",
    )
    pip = [str(python()), "-m", "pip", "--disable-pip-version-check", "-q", "install", "--no-deps"]
    locks = [word for name in LOCKS[command] for word in ("-r", str(PACKAGING / name))]
    require([*pip, "--only-binary=:all:", *locks])
    require([*pip, "--no-build-isolation", "-e", str(ROOT) + EXTRA[command]])
    stamp(command).write_text(installed_state(command), "utf-8")


def is_installed(command: str) -> bool:
    """Returns whether the environment holds exactly what `command` needs now."""
    path = stamp(command)
    return path.exists() and path.read_text("utf-8") == installed_state(command)


def stamp(command: str) -> Path:
    """Returns the file in the environment that says what was installed for `command`."""
    return ENVIRONMENT / f"gouji-installed-{command}"


def base_state() -> str:
    """Returns what an environment is bound to for good: the Python and the folder it lies in."""
    version = ".".join(map(str, sys.version_info[:2]))
    return f"{sys.implementation.name} {version}\n{sys.base_prefix}\n{ENVIRONMENT}"


def installed_state(command: str) -> str:
    """Returns a digest over everything that decides what is installed for `command`."""
    digest = hashlib.sha256(base_state().encode("utf-8"))
    files = [ROOT / "pyproject.toml", PACKAGING / "build_hook.py"]
    files += [PACKAGING / name for name in LOCKS[command]]
    files += sorted((PACKAGING / "gouji").glob("*.*"))
    for path in files:
        digest.update(path.name.encode("utf-8") + path.read_bytes())
    return digest.hexdigest()


def python() -> Path:
    """Returns the interpreter of the environment."""
    return script("python")


def script(name: str) -> Path:
    """Returns a program of the environment."""
    return ENVIRONMENT / ("Scripts/{}.exe" if WINDOWS else "bin/{}").format(name)


def open_sample() -> int:
    """Returns the exit code of the window on the sample, or of the same job without a display."""
    if has_display():
        say("打开示例：", "Opening the sample: ", str(SAMPLE))
        return call([str(python()), "-m", "gouji", str(SAMPLE)])
    say(
        "没有显示器，改为不开窗口完成同样的工作。",
        "There is no display; the same is done without a window.",
    )
    RESULTS.mkdir(parents=True, exist_ok=True)
    gouji = [str(python()), "-m", "gouji"]
    findings, report = RESULTS / "findings.txt", RESULTS / "report.json"
    workbook, picture = RESULTS / "audited.xlsx", RESULTS / "window.png"
    snapshot = [str(python()), "-m", "gouji.gui.snapshot", str(SAMPLE), str(picture)]
    steps = [
        ([*gouji, "check", str(SAMPLE)], findings, {0, 1}),  # 1: findings, as the sample has
        ([*gouji, "extract", str(SAMPLE), "--json"], report, {0}),
        ([*gouji, "export", str(SAMPLE), "-o", str(workbook)], None, {0}),
        (snapshot, None, {0}),
    ]
    for command, output, accepted in steps:
        code = call(command, output) if output else run_quietly(command)
        if code not in accepted:
            return code
    print(findings.read_text("utf-8").rstrip())
    for chinese, english, path in [
        ("疑点：", "Findings: ", findings),
        ("抽取的数据：", "Report as data: ", report),
        ("审核工作簿：", "Audited workbook: ", workbook),
        ("窗口画面：", "Picture of the window: ", picture),
    ]:
        say(chinese, english, str(path))
    return 0


def has_display() -> bool:
    """Returns whether a window can be shown; only on Linux it may not be so."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run_checks() -> int:
    """Runs every check, the tests last, and returns 0 if all of them passed."""
    checks = {
        "ruff format": [str(python()), "-m", "ruff", "format", "--check", "."],
        "ruff check": [str(python()), "-m", "ruff", "check", "."],
        "mypy": [str(python()), "-m", "mypy"],
        "lint-imports": [str(script("lint-imports")), "--no-logo", "--no-cache"],
        "pytest": [str(python()), "-m", "pytest", "-n", "2"],
    }
    failed = []
    for name, command in checks.items():
        print("== " + name)
        if call(command):
            failed.append(name)
    if failed:
        say("未通过的检查：", "Checks that failed: ", ", ".join(failed))
    return 1 if failed else 0


def call(command: list[str], output: "Path | None" = None) -> int:
    """Returns the exit code of a program run in the checkout; its output goes to `output`."""
    environment = dict(os.environ, PYTHONUTF8="1")
    if output is None:
        return subprocess.run(command, cwd=ROOT, env=environment).returncode
    with output.open("wb") as stream:
        return subprocess.run(command, cwd=ROOT, env=environment, stdout=stream).returncode


def run_quietly(command: list[str], environment: "dict[str, str] | None" = None) -> int:
    """Returns the exit code of a program whose output is shown only if it fails."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=dict(environment or os.environ, PYTHONUTF8="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        sys.stderr.write(done.stdout)
    return done.returncode


def require(command: list[str]) -> None:
    """Runs a step of the set-up quietly, and stops where it fails."""
    if run_quietly(command):
        fail(
            "安装未完成，原因见上；排除后再次运行即可：",
            "Set-up stopped, for the reason above: ",
            " ".join(command),
        )


def say(chinese: str, english: str, subject: str = "") -> None:
    """Prints one line in the language of the system."""
    print(in_system_language(chinese, english) + subject)


def fail(chinese: str, english: str, subject: str = "") -> None:
    """Stops with one line in the language of the system."""
    sys.exit(in_system_language(chinese, english) + subject)


def in_system_language(chinese: str, english: str) -> str:
    """Returns the Chinese text on a Chinese system, the English one elsewhere."""
    language = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    language = language or locale.getlocale()[0] or ""
    return chinese if language.lower().startswith(("zh", "chinese")) else english


if __name__ == "__main__":
    sys.exit(main())
