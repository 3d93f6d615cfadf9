"""The house holds: small functions, small files, no attics, words from the glossary, nothing of one machine."""

import ast
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "stegvis"
ATTICS = {"utils", "helpers", "common", "misc", "base", "manager", "managers", "util", "helper"}
PURE = ("core", "messages", "engine", "protect", "files", "render", "checking", "assemble")
DJANGO_ROOMS = (
    "associations",
    "initiatives",
    "participation",
    "surveys",
    "finance",
    "planning",
    "governance",
    "reports",
)
APP_ROOMS = {
    "models.py", "models", "actions.py", "actions", "facts.py", "forms.py", "views.py", "views", "urls.py", "apps.py", "tasks.py",
    "templates", "migrations", "__init__.py", "__pycache__",
}  # fmt: skip


def python_files(*folders: str) -> list[Path]:
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    ]


def functions_of(path: Path) -> list[tuple[str, int]]:
    tree = ast.parse(path.read_text("utf-8"))
    return [
        (f"{path.relative_to(ROOT)}:{node.name}", _body_lines(node))
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def _body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function from its `def`, its docstring left out: words are not complexity."""
    total = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        total -= (first.end_lineno or first.lineno) - first.lineno + 1
    return total


def test_functions_are_small() -> None:
    lengths = sorted(lines for path in python_files("src") for _, lines in functions_of(path))
    assert statistics.median(lengths) <= 9
    assert lengths[int(len(lengths) * 0.95)] <= 45


@pytest.mark.parametrize("path", python_files("src", "tests", "bench"), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_at_most_500_lines(path: Path) -> None:
    most = 250 if path.name == "settings.py" else 500
    assert len(path.read_text("utf-8").splitlines()) <= most


def test_no_module_is_an_attic() -> None:
    assert [path for path in python_files("src", "tests", "bench") if path.stem in ATTICS] == []


def test_no_signal_receivers_no_admin_and_no_overridden_save() -> None:
    forbidden = re.compile(r"@receiver|\.connect\(|django\.contrib\.admin\b|def save\(self|post_save|pre_save")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for room in (*DJANGO_ROOMS, "exchange", "web")
        for path in python_files(f"src/stegvis/{room}")
        for line in path.read_text("utf-8").splitlines()
        if forbidden.search(line) and "connection_created" not in line
    ]
    assert found == []


@pytest.mark.parametrize("room", DJANGO_ROOMS)
def test_every_app_has_the_same_rooms(room: str) -> None:
    app = SOURCE / room
    if not app.exists():
        pytest.skip("not built yet")
    extra = {path.name for path in app.iterdir()} - APP_ROOMS
    allowed = {
        "associations": {
            "permissions.py",
            "scope.py",
            "audit.py",
            "sealed.py",
            "jobs.py",
            "router.py",
            "rows.py",
            "static",
            "management",
        }
    }
    assert extra - allowed.get(room, set()) == set()


def test_public_classes_of_core_are_in_the_glossary() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text("utf-8")
    words = set(re.findall(r"`(\w+)`", glossary))
    classes = {
        node.name
        for path in python_files("src/stegvis/core", *(f"src/stegvis/{room}" for room in DJANGO_ROOMS))
        if "core" in path.parts or path.stem == "models" or path.parent.name == "models"
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }
    assert sorted(classes - words) == []


def test_what_makes_figures_runs_where_django_is_not_installed() -> None:
    """Rule 2 of the house, in a process where importing Django fails."""
    modules = [
        ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
        for room in PURE
        for path in python_files(f"src/stegvis/{room}")
    ]
    program = (
        "import sys, importlib\n"
        "class Closed:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] == 'django': raise ImportError(name)\n"
        "sys.meta_path.insert(0, Closed())\n"
        f"[importlib.import_module(name) for name in {modules!r}]\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=120)


def test_only_release_makes_released_tables() -> None:
    """Whoever builds one elsewhere either reads back what was released, or goes round the protection."""
    makers = {
        str(path.relative_to(SOURCE))
        for path in python_files("src")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "ReleasedTable"
    }
    assert makers == {"protect/release.py", "protect/correcting.py", "files/package/released.py"}


def test_nothing_names_one_machine_or_a_registry() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    forbidden = re.compile(r"/(?:wo" + r"rk|ro" + r"ot|far" + r"m)/[a-z]|pypi\.org/simple|registry\.npmjs")
    suffixes = {".py", ".toml", ".md", ".txt", ".html", ".css", ".yml", ".typ", ".csv", ""}
    found = [
        name
        for name in tracked
        if name and Path(name).suffix in suffixes and (ROOT / name).is_file()
        if forbidden.search((ROOT / name).read_text("utf-8", errors="replace"))
    ]
    assert found == []


def test_each_dependency_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    start = lines.index("dependencies = [")
    listed = [line for line in lines[start + 1 : lines.index("]", start)] if line.strip().startswith('"')]
    assert listed
    assert [line for line in listed if "#" not in line] == []
