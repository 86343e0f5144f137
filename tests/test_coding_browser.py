"""The coding page in a real browser: a class of thirty, one careless, one receipt touched, all by keyboard."""

import random

import pytest

from analysis.coding.collecting import class_page, collect
from analysis.coding.tasks import show_task, write_task
from tests.browsers import AXE, BROWSER, NO_AXE, NO_BROWSER
from tests.test_coding import FOUND, LEXICON, TASK, THEMES, csv_of

pytestmark = pytest.mark.skipif(BROWSER is None, reason=NO_BROWSER)
KEYS = "1234567890"
# The keys of each sentence as it comes, pressed as fast as the page can take them; its own listener hears them.
PRESS = """([keys, times]) => {
    for (let time = 0; time < times; time++)
        for (const key of [...keys[document.getElementById("text").textContent], "Enter"])
            document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
}"""
CARELESS, TOUCHED, RELOADING, UNFINISHED = 13, 14, 15, 16


@pytest.fixture(scope="module")
def task(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    return write_task(TASK, LEXICON, folder)[0]


@pytest.fixture
def page(browser, task):
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    page = context.new_page()
    page.said, page.asked = [], []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(task.as_uri())
    yield page
    assert page.said == []
    assert {address for address in page.asked if not address.startswith("blob:")} == {task.as_uri()}
    context.close()


def sit_down(page, seat):
    page.evaluate("localStorage.clear()")
    page.reload()
    page.keyboard.type(str(seat))
    page.keyboard.press("Enter")


def code(page, seat, upto=20):
    """Code the sentences as they come: as the dictionary does, with a slip now and then; or anything at all."""
    chance, keys = random.Random(seat), {}
    for one in TASK.sentences:
        carried = set(FOUND[one["hash"]])
        if seat == CARELESS:
            carried = {theme for theme in THEMES if chance.random() < 0.3}
        elif chance.random() < 0.2:
            carried ^= {chance.choice(THEMES)}
        keys[one["text"]] = [KEYS[THEMES.index(theme)] for theme in sorted(carried)] or ["n"]
    page.evaluate(PRESS, [keys, upto])


def test_a_class_of_thirty(page, task):
    folder, receipts = task.parent, []
    for seat in range(1, 31):
        sit_down(page, seat)
        if seat == RELOADING:
            code(page, seat, 9)
            page.reload()
            assert "已编 9" in page.locator("#count").text_content()
            code(page, seat, 11)
        elif seat == UNFINISHED:
            code(page, seat, 5)
            page.keyboard.press("f")
        else:
            code(page, seat)
        assert page.locator("#end").is_visible()
        if seat % 2:
            with page.expect_download() as saved:
                page.keyboard.press("Enter")  # the download has the focus
            saved.value.save_as(folder / saved.value.suggested_filename)
        else:
            receipts.append(page.locator("#receipt").input_value())
    touched = TOUCHED // 2 - 1
    receipts[touched] = receipts[touched][:-20] + "0" + receipts[touched][-19:]
    assert receipts[touched][-20] == "0"
    (folder / "chat.txt").write_text("\n".join(receipts), encoding="utf-8")
    collection = collect(folder)
    coders = {f"{seat:02d}" for seat in range(1, 31)} - {f"{TOUCHED:02d}"}
    assert set(collection.codings["coder"]) == coders
    told = {(mistake.key, mistake.values.get("coder")) for mistake in collection.complaints()}
    assert told == {("coding_receipt", f"{TOUCHED:02d}"), ("coding_unfinished", "16"), ("coding_apart", "13")}
    shared = [one["hash"] for one in TASK.sentences if one["set"] == 0]
    assert set(collection.votes.set_index("hash").loc[shared].eval("yes + no")) <= {28, 29}
    assert collection.agreement["alpha"].min() > 0.3
    assert collection.dictionary.set_index("theme").loc["all", "f1"] > 0.9


def test_all_is_in_view_and_done_with_the_keyboard_alone(page):
    page.keyboard.type("7")
    page.keyboard.press("Tab")
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    assert "07+08" in page.locator("#who").text_content()
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    first = page.locator("#text").text_content()
    page.keyboard.press("Enter")
    assert "N" in page.locator("#warning").text_content() and page.locator("#text").text_content() == first
    for key in "1", "5", "5", "u", "m":
        page.keyboard.press(key)
    page.keyboard.type("n1，两可")  # in the note keys are letters
    page.keyboard.press("Enter")
    checked = page.locator("[aria-checked=true]").evaluate_all("all => all.map(one => one.dataset.theme ?? one.id)")
    assert checked == ["0", "unsure"]
    page.keyboard.press("ArrowRight")
    assert page.locator("#text").text_content() != first
    page.keyboard.press("n")
    page.keyboard.press("ArrowLeft")
    assert page.locator("#note").input_value() == "n1，两可"
    page.keyboard.press("h")
    assert "生态文明" in page.locator("#guide").inner_text()
    page.keyboard.press("Escape")
    page.reload()
    assert "已编 2" in page.locator("#count").text_content()


def test_every_seat_has_an_order_of_its_own_and_the_second_round_what_all_share(page):
    orders = []
    for seat in (1, 7):
        sit_down(page, seat)
        orders.append(page.evaluate("order.map(one => one.hash)"))
    page.reload()
    assert page.evaluate("order.map(one => one.hash)") == orders[1] != orders[0]
    assert set(orders[0]) == set(orders[1])
    page.keyboard.press("f")
    page.locator("#another").click()
    page.keyboard.type("7")
    page.locator("#second").check()
    page.keyboard.press("Enter")
    shared = {one["hash"] for one in TASK.sentences if one["set"] == 0}
    assert set(page.evaluate("order.map(one => one.hash)")) == shared


@pytest.mark.skipif(not AXE.exists(), reason=NO_AXE)
def test_nothing_bars_a_reader(browser, task, tmp_path):
    (tmp_path / "task.json").write_bytes(task.with_name("task.json").read_bytes())
    (tmp_path / "a.csv").write_text(csv_of(1), encoding="utf-8")
    (tmp_path / "b.csv").write_text(csv_of(7, codes=dict.fromkeys(FOUND, {"culture"})), encoding="utf-8")
    (tmp_path / "class.html").write_text(class_page(collect(tmp_path)), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1366, "height": 768}, bypass_csp=True)
    found = []
    for path, views in ((task, ("start", "work", "end")), (tmp_path / "class.html", ("class",))):
        page = context.new_page()
        page.goto(path.as_uri())
        page.add_script_tag(path=AXE)
        for view in views:
            if view == "work":
                page.keyboard.type("1")
                page.keyboard.press("Enter")
                page.keyboard.press("1")
            elif view == "end":
                page.keyboard.press("f")
            violations = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(one => one.violations)")
            found += [(view, one["id"], [node["html"] for node in one["nodes"]][:2]) for one in violations]
    context.close()
    assert found == []


def test_page_within_a_notebook_keeps_what_is_coded(browser, tmp_path):
    notebook = tmp_path / "notebook.html"
    notebook.write_text(f"<!DOCTYPE html><meta charset=utf-8>{show_task(TASK, LEXICON).data}", encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    for seen in ("已编 0", "已编 1"):
        page.goto(notebook.as_uri())
        frame = page.frame_locator("iframe")
        if seen == "已编 0":
            frame.locator("#seat").fill("5")
            frame.locator("#seat").press("Enter")
        assert seen in frame.locator("#count").text_content()
        frame.locator("[data-theme='3']").click()
        frame.locator("#next").click()
    context.close()
