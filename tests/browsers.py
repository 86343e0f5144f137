"""The browser that the tests of notebooks and pages use, and what to say where there is none."""

import shutil

from analysis import paths

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-proxy-server",
)  # fmt: skip
NO_BROWSER = "no browser: install Chromium or Chrome (Debian and Ubuntu: apt install chromium)"

AXE = paths.ROOT / ".axe" / "node_modules" / "axe-core" / "axe.min.js"
NO_AXE = "no axe-core: run .ci/run once, or npm install --prefix .axe --no-save axe-core@4.10.3"
