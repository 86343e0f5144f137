"""The explorer as a page, without code and without a network: served by Voila, used in a real browser."""

import os
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import urlparse

import pytest

from analysis import paths
from tests.browsers import BROWSER, NO_BROWSER

pytestmark = pytest.mark.skipif(BROWSER is None or os.name == "nt", reason=NO_BROWSER)
PATIENCE = 120_000  # milliseconds


@pytest.fixture
def served():
    """Serve the panel as the command does; give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "analysis", "explore", "--no-browser", f"--port={port}", "-l", "zh"]
    server = subprocess.Popen(
        command, cwd=paths.ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address, end = f"http://localhost:{port}/", time.monotonic() + 120
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("localhost", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.2)
    yield address
    os.killpg(server.pid, signal.SIGTERM)  # the command and the server it started, nobody else
    server.wait(30)


def test_panel_is_a_page_that_asks_nobody_else(browser, served):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.rstrip("/"))
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served, timeout=PATIENCE)
    panel = page.locator(".speech-explorer")
    panel.wait_for(timeout=PATIENCE)
    assert page.title() == "查词" and "import" not in page.locator("body").inner_text()
    box = panel.locator("input").first
    box.fill("安全 开放")
    box.press("Enter")
    panel.get_by_text("“安全”（作为字串）：15 处").wait_for(timeout=PATIENCE)
    assert panel.locator("img").count() == 4
    panel.locator("li button").first.click()
    sentence = panel.locator("li span").first.text_content()
    assert page.evaluate("navigator.clipboard.readText()") == sentence and "安全" in sentence
    panel.locator("label", has_text="长三角").locator("input").click()
    panel.get_by_text("“安全”（作为字串）：10 处").wait_for(timeout=PATIENCE)
    with page.expect_file_chooser() as chooser:
        panel.get_by_text("加一份文件").click()
    chooser.value.set_files({"name": "我的.txt", "mimeType": "text/plain", "buffer": "要坚持安全发展。".encode()})
    panel.get_by_text("“安全”（作为字串）：16 处").wait_for(timeout=PATIENCE)
    hosts = {urlparse(address).netloc for address in asked if address.startswith(("http", "ws"))}
    assert hosts == {served.split("/")[2]}
    context.close()
