"""How does a test ask TypeScript's compiler? In the folder that `make client` has prepared."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

PREPARED = Path(__file__).parents[2] / ".venv" / "client"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave these tests to a run that asks for them: `make client`."""
    asked = any("client" in Path(str(arg).split("::")[0]).parts for arg in config.args)
    return None if asked else True


@pytest.fixture
def compiled(request: pytest.FixtureRequest) -> Any:
    """Return a compiler of one program: what it has to say against it, "" for nothing."""

    def compile_it(program: str) -> str:
        path = PREPARED / f"{request.node.name}.ts"
        path.write_text(program, encoding="utf-8")
        options = ["--strict", "--exactOptionalPropertyTypes", "--noEmit", "--skipLibCheck"]
        modules = ["--target", "ES2022", "--module", "NodeNext"]
        command = ["npx", "--no-install", "tsc", *options, *modules, path.name]
        done = subprocess.run(  # noqa: S603
            command, cwd=PREPARED, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode in {0, 1, 2}, done.stderr
        return done.stdout

    return compile_it
