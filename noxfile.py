"""Every check of the project, by name: `nox` runs the default ones, `nox -l` lists them all."""

import os
import re
import shutil
from pathlib import Path

import nox

ROOT = Path(__file__).parent
PYPROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PYPROJECT)  # the classifiers; one that the machine lacks is skipped
OLDEST = PYTHONS[0]
WHEEL = ROOT / "dist" / f"lsc_domain-{PYPROJECT['project']['version']}-py3-none-any.whl"
LOCKS = {  # requirements/<name>.txt -> what it locks
    "build": ["--group", "build"],
    "core": ["pyproject.toml", "--group", "core"],
    "test": ["pyproject.toml", "--extra", "all", "--group", "test"],
    "lint": ["--group", "lint"],
    "typing": ["pyproject.toml", "--extra", "all", "--group", "typing"],
    "docs": ["--group", "docs"],
    "navigateur": ["pyproject.toml", "--extra", "all", "--group", "navigateur"],
    "bench": ["pyproject.toml", "--extra", "all", "--group", "bench"],
    "mutation": ["pyproject.toml", "--extra", "all", "--group", "mutation"],
}

nox.needs_version = ">=2026.10"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False
nox.options.reuse_venv = "yes"
nox.options.sessions = ["lint", "typing", "tests", "tests_core", "tests_lowest", "navigateur", "docs"]


# Tests start Python many times over: what it compiled is kept, in the environments and under tests/.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def reveal_pyenv() -> None:
    """Let the pyenv shims answer for every supported Python that pyenv holds, not just the current one."""
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    minors = "|".join(version.removeprefix("3.") for version in PYTHONS)
    held = [d.name for d in root.glob("versions/*") if re.fullmatch(rf"3\.({minors})\.\d+", d.name)]
    if held:
        held.sort(key=lambda version: [int(n) for n in version.split(".")])
        os.environ["PYENV_ROOT"] = str(root)
        os.environ["PYENV_VERSION"] = ":".join(held)


reveal_pyenv()


def install(session: nox.Session, lock: str, *, package: bool = False) -> None:
    """Install what requirements/<lock>.txt pins, by hash, then the built wheel if the *package* is wanted."""
    session.install("--require-hashes", "-r", f"requirements/{lock}.txt")
    if package:
        session.install("--no-deps", "--force-reinstall", str(WHEEL))
        session.run("python", "-c", "import lsc_domain as d; assert 'site-packages' in d.__file__, d.__file__")


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the wheel that the other sessions test."""
    install(session, "build")
    session.run("python", "-m", "build", "--wheel", "--no-isolation", "--outdir", str(WHEEL.parent))


@nox.session
def lint(session: nox.Session) -> None:
    """Format, style, architecture, and the page of requirements."""
    install(session, "lint")
    session.run("ruff", "format", "--check")
    session.run("ruff", "check")
    session.run("lint-imports", env={"PYTHONPATH": "src"})
    session.run("python", "tools/conformite.py", "--check")


@nox.session
def typing(session: nox.Session) -> None:
    """Mypy and pyright, both strict."""
    install(session, "typing")
    shown = [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("examples/*.py"))]
    api = ["tests/typing"] if (ROOT / "tests" / "typing").exists() else []
    session.run("mypy", "src", "tools", *api, *shown)
    session.run("pyright")


@nox.session(python=PYTHONS, requires=["wheel"])
def tests(session: nox.Session) -> None:
    """Everything, examples of the docs included, on the built wheel."""
    install(session, "test", package=True)
    session.run("pytest", "-n", "auto", "--dist", "loadfile", *session.posargs)


@nox.session(python=OLDEST, requires=["wheel"])
def tests_core(session: nox.Session) -> None:
    """The domain decides with attrs and returns alone."""
    install(session, "core", package=True)
    extras = (
        "cattrs", "cyclopts", "rich", "hypothesis", "sqlalchemy", "typst", "jinja2", "xlsxwriter", "asyncssh",
        "procrastinate", "starlette", "argon2", "sepaxml", "feedparser",
    )  # fmt: skip
    session.run("python", "-c", f"import importlib.util as u; assert not any(map(u.find_spec, {extras}))")
    session.run("pytest", "--noconftest", "tests/core", *session.posargs)


@nox.session(python=OLDEST, venv_backend="uv", requires=["wheel"])
def tests_lowest(session: nox.Session) -> None:
    """The lowest versions that pyproject.toml allows, on the oldest Python."""
    session.install("--resolution", "lowest-direct", "-r", "pyproject.toml", "--extra", "all", "--group", "test")
    session.install("--no-deps", "--force-reinstall", str(WHEEL))
    session.run("pytest", "-n", "auto", "--dist", "loadfile", "-W", "default", *session.posargs)


@nox.session(python=OLDEST, requires=["wheel"])
def navigateur(session: nox.Session) -> None:
    """The extranet and the meeting screen, in a real browser: Debian's Chromium, or any that CHROMIUM names."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or install_chromium(session)
    if chromium is None:
        session.skip("no Chromium here, and no right to install one: name one in the variable CHROMIUM")
    install(session, "navigateur", package=True)
    session.run("pytest", "-n", "auto", "tests/navigateur", *session.posargs, env={"CHROMIUM": chromium})


def install_chromium(session: nox.Session) -> str | None:
    """Install Debian's Chromium where it may be; there, not getting it is a failure."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return None
    session.run("apt-get", "update", "-qq", external=True)
    session.run("apt-get", "install", "-y", "-qq", "chromium", external=True, env={"DEBIAN_FRONTEND": "noninteractive"})
    return shutil.which("chromium")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation; a broken link or reference is an error."""
    install(session, "docs")
    session.run("mkdocs", "build", "--strict")


@nox.session(requires=["wheel"])
def bench(session: nox.Session) -> None:
    """Measure, on this machine."""
    install(session, "bench", package=True)
    session.run("python", "benchmarks/run.py", *session.posargs)


@nox.session(requires=["wheel"])
def coverage(session: nox.Session) -> None:
    """Every line and branch of the domain is run by a test."""
    install(session, "test", package=True)
    session.run("coverage", "run", "-m", "pytest", *session.posargs)
    session.run("coverage", "report")


@nox.session(requires=["wheel"])
def mutation(session: nox.Session) -> None:
    """Change the law and see whether a test notices; `mutants/` keeps what was found."""
    install(session, "mutation", package=True)  # mutants shadow the wheel, whose entry points stay
    session.run("mutmut", "run", *session.posargs, env={"HYPOTHESIS_PROFILE": "mutation"})
    session.run("mutmut", "results")


@nox.session(venv_backend="none")
def conformite(session: nox.Session) -> None:
    """Write docs/conformite.md."""
    session.run("python", "tools/conformite.py", *session.posargs, external=True)


@nox.session(venv_backend="none")
def requirements(session: nox.Session) -> None:
    """Write requirements/*.txt again, with uv; `nox -s requirements -- --upgrade` takes newer versions."""
    for lock, what in LOCKS.items():
        session.run(
            "uv", "pip", "compile", *what, *session.posargs,
            "--universal", "--python-version", OLDEST, "--generate-hashes",
            "--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "nox -s requirements",
            "--quiet", "--output-file", f"requirements/{lock}.txt",
            external=True,
        )  # fmt: skip
