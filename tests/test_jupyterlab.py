"""The notebooks in JupyterLab, in a real browser: opened, Run All, read back.

On a copy of the project, so that nothing here changes the stored notebooks.
"""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from analysis import paths
from analysis.measures.concordance import kwic
from analysis.report.notebooks import kernel_environment
from analysis.results import Results
from tests.browsers import BROWSER, NO_BROWSER

# Cells out of view are not in the page unless windowing is off; the news dialog would cover it.
SETTINGS = {
    "notebook-extension/tracker.jupyterlab-settings": {"windowingMode": "none"},
    "apputils-extension/notification.jupyterlab-settings": {"fetchNews": "false", "checkForUpdates": False},
}
PATIENCE = 60_000  # milliseconds

pytestmark = pytest.mark.skipif(BROWSER is None, reason=NO_BROWSER)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Start JupyterLab on the notebooks of a copy, as `make lab` does; give its address and its token."""
    home = tmp_path_factory.mktemp("lab")
    copy = home / "project"
    shutil.copytree(paths.ROOT / "analysis", copy / "analysis", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(paths.DATA, copy / "data")
    shutil.copytree(paths.NOTEBOOKS, copy / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for name, content in SETTINGS.items():
        path = home / "settings" / "@jupyterlab" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    environment = kernel_environment() | {
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
    }
    command = [sys.executable, "-m", "jupyterlab", "notebooks", "--no-browser", f"--port={port}", "--ip=127.0.0.1"]
    command += [f"--IdentityProvider.token={token}", "--ServerApp.port_retries=0"]
    command += ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with (home / "log.txt").open("wb") as log:
        server = subprocess.Popen(command, cwd=copy, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for_server(server, f"{address}/api/status?token={token}", home / "log.txt")
        yield address, token
    finally:
        server.terminate()  # it shuts its kernels down itself
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def wait_for_server(server, address, log, patience=60):
    """Return as soon as the server answers."""
    end = time.monotonic() + patience
    while time.monotonic() < end and server.poll() is None:
        try:
            return read_json(address)
        except OSError:
            time.sleep(0.2)
    pytest.fail("JupyterLab does not start:\n" + Path(log).read_text(encoding="utf-8", errors="replace")[-2000:])


def read_json(address):
    """Return what the server's API answers, without any proxy in between."""
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, timeout=10) as answer:
        return json.load(answer)


@pytest.fixture
def page(lab, browser):
    """Give a page that sees this machine only."""
    address, _ = lab
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.route("**/*", lambda route: route.continue_() if address in route.request.url else route.abort())
    yield page
    context.close()


def run_all(lab, page, name):
    """Open a notebook, clear its outputs, run all cells; give the panel and the number of the last cell."""
    address, token = lab
    before = read_notebook(address, token, name)
    page.goto(f"{address}/lab/tree/{name}.ipynb?token={token}&reset")
    notebook = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    notebook.locator(".jp-Notebook").wait_for()
    # Before the kernel is connected and idle, Run All is lost without a word, or asks which kernel to take.
    page.locator(".jp-StatusBar-Widget").get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    notebook.locator(".jp-OutputArea-output").first.wait_for()
    wait_for_kernel(address, token, name)

    run_menu(page, "Edit", "Clear Outputs of All Cells")
    notebook.locator(".jp-OutputArea-output").first.wait_for(state="detached")
    run_menu(page, "Run", "Run All Cells")
    last = sum(cell["cell_type"] == "code" for cell in before["cells"])
    notebook.locator(".jp-CodeCell .jp-InputPrompt").nth(last - 1).filter(has_text=f"[{last}]:").wait_for()
    return notebook, last


def test_run_all_in_jupyterlab(lab, page):
    (address, token), name = lab, "04_tfidf_themes"  # the one with most pictures
    before = read_notebook(address, token, name)
    notebook, last = run_all(lab, page, name)
    run_menu(page, "File", "Save Notebook")

    expected = images_in(before)
    shown = notebook.locator(".jp-OutputArea-output img")
    assert shown.count() == expected
    assert all(shown.nth(i).evaluate("image => image.naturalWidth") > 300 for i in range(expected))
    after = wait_for_outputs(address, token, name, last)
    assert [kinds_of(cell) for cell in after["cells"]] == [kinds_of(cell) for cell in before["cells"]]
    assert images_in(after) == expected
    assert text_of(after) == text_of(before)


def test_explore_in_jupyterlab(lab, page, tmp_path):
    """Another word: other sentences, those of the concordance; then the other language, and a chart saved."""
    notebook, _ = run_all(lab, page, "09_explore")
    panel = notebook.locator(".speech-explorer")
    results = Results()
    assert panel.locator("li > span").all_inner_texts() == sentences_of(results, "改革")

    query = panel.locator("input[type=text]").first
    query.fill("统筹")
    query.press("Enter")
    panel.get_by_text("“统筹”（作为字串）：14 处，在 10 句里").wait_for()
    assert panel.locator("li > span").all_inner_texts() == sentences_of(results, "统筹")
    assert panel.locator("mark").all_inner_texts() == ["统筹"] * 14
    assert "统筹" in panel.locator("img").first.get_attribute("alt")
    panel.get_by_role("button", name="English").click()
    panel.get_by_text("“统筹” (as a string): 14 places in 10 sentences").wait_for()
    panel.get_by_role("button", name="中文").click()
    panel.get_by_text("“统筹”（作为字串）：14 处，在 10 句里").wait_for()

    panel.get_by_label("文件夹").fill(str(tmp_path))
    panel.get_by_label("文件夹").press("Enter")
    panel.get_by_role("button", name="保存").click()
    panel.get_by_text("已保存：").wait_for()
    assert b"<svg" in (tmp_path / "统筹.svg").read_bytes()  # the notebook left the form at SVG

    query.fill("海洋渔业")
    query.press("Enter")
    panel.get_by_text("没有找到“海洋渔业”").wait_for()
    assert panel.locator("li").count() == panel.locator("img").count() == 0
    folder = Path(os.environ.get("CI_ARTIFACTS") or tmp_path)
    query.fill("发展")
    query.press("Enter")
    panel.locator("img").nth(1).wait_for()
    panel.scroll_into_view_if_needed()
    page.screenshot(path=folder / "09_explore.png")


def sentences_of(results, query):
    """Return the sentences that hold a word, as the concordance finds them, each once."""
    place = ["speech", "paragraph", "sentence"]
    lines = kwic(results.speeches, results.tokens, query, by="phrase").drop_duplicates(place)
    return results.speeches.merge(lines[place], on=place, how="right")["text"].tolist()


def wait_for_kernel(address, token, name, patience=30):
    """Return once the page is connected to the notebook's kernel and the kernel has nothing to do."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        sessions = read_json(f"{address}/api/sessions?token={token}")
        kernels = [session["kernel"] for session in sessions if session["path"] == f"{name}.ipynb"]
        if any(kernel["connections"] and kernel["execution_state"] == "idle" for kernel in kernels):
            return
        time.sleep(0.2)
    pytest.fail(f"{name} has no kernel to run on")


def run_menu(page, menu, entry):
    """Choose an entry of the menu bar."""
    page.locator(".lm-MenuBar-itemLabel", has_text=menu).first.click()
    page.locator(".lm-Menu-itemLabel").get_by_text(entry, exact=True).click()


def read_notebook(address, token, name):
    """Return a notebook as the server's contents API has it."""
    return read_json(f"{address}/api/contents/{name}.ipynb?type=notebook&token={token}")["content"]


def wait_for_outputs(address, token, name, last, patience=20):
    """Return the notebook once it is saved with the number of its last cell and outputs."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        notebook = read_notebook(address, token, name)
        codes = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        if codes[-1]["execution_count"] == last and codes[-1]["outputs"]:
            return notebook
        time.sleep(0.2)
    pytest.fail(f"{name} was not saved with its outputs")


def kinds_of(cell):
    return [output.get("name", output["output_type"]) for output in cell.get("outputs", [])]


def images_in(notebook):
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return sum("image/png" in output.get("data", {}) for output in outputs)


def text_of(notebook):
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return ["".join(output.get("text", "")) for output in outputs]
