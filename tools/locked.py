"""Prints the locked versions as constraints for pip, for a machine where uv cannot be installed."""

import tomllib
from pathlib import Path

lock = tomllib.loads((Path(__file__).parent.parent / "uv.lock").read_text())
for package in lock["package"]:
    if "registry" in package["source"]:
        print(f"{package['name']}=={package['version']}")
