"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const $ = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const rules = new Intl.PluralRules(document.documentElement.lang);
  const number = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
  // A text in plural forms is chosen by n.
  const say = (key, n) => {
    const text = words[key];
    return fill(text.other ? text[rules.select(n)] ?? text.other : text, { n: number(n) });
  };
  // Every node is made from text: nothing of the corpus is ever parsed as markup.
  const make = (tag, options = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), options);
    node.append(...children);
    return node;
  };

  // Sentences
  const placeOf = (id) => id.slice(1).split("-").map(Number);
  const where = (id, lines) => {
    const [speech, paragraph, sentence] = placeOf(id);
    const [start, end] = lines.split("-");
    const line = fill(start === end ? words.line : words.lines, { start, end });
    return [...data.speeches[speech], fill(words.place, { paragraph, sentence }), line].join(" · ");
  };
  const sentences = all(".s").map((node) => ({
    id: node.id,
    text: node.textContent,
    group: node.dataset.g,
    themes: node.dataset.t.split(" "),
    lines: node.dataset.l,
  }));
  const spots = (text, query) => {
    const found = [];
    for (let at = text.indexOf(query); query && at >= 0; at = text.indexOf(query, at + query.length)) found.push(at);
    return found;
  };
  const quoted = (text, at, length) => {
    const line = make("p", { className: "w", lang: "zh-CN" });
    let last = 0;
    for (const start of at) {
      line.append(text.slice(last, start), make("mark", {}, text.slice(start, start + length)));
      last = start + length;
    }
    line.append(text.slice(last));
    return line;
  };

  // Citations
  const copyByHand = (text) => {
    const area = make("textarea", { value: text, rows: 6, readOnly: true });
    area.setAttribute("aria-label", words.copy);
    const close = make("button", { type: "button" }, words.close);
    const dialog = make("dialog", {}, make("p", {}, words.copy_by_hand), area, close);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    area.select();
  };
  const copyOldWay = (text) => {
    const area = make("textarea", { value: text });
    document.body.append(area);
    area.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      done = false;
    }
    area.remove();
    return done;
  };
  const copy = async (text, button) => {
    let done = false;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch {
      done = copyOldWay(text); // a page opened from a file may have no clipboard
    }
    button.focus();
    if (!done) return copyByHand(text);
    button.textContent = words.copied;
    setTimeout(() => (button.textContent = words.copy), 2000);
  };
  const citation = (text, place, speech) =>
    fill(words.cite, { text, who: data.who[speech] || "", where: place, source: data.files[speech] });
  const copyButton = (text, id, place) => {
    const button = make("button", { type: "button", className: "cp" }, words.copy);
    button.addEventListener("click", () => {
      const [speech, paragraph, sentence] = placeOf(id);
      copy(citation(text(), fill(words.place, { paragraph, sentence }) + place(), speech), button);
    });
    return button;
  };
  for (const line of all(".e .g li")) {
    const link = line.querySelector("a[href*='#s']");
    const id = link.hash.slice(1);
    const lines = () => words.comma + link.textContent.split(" · ").pop();
    line.lastElementChild.append(copyButton(() => line.querySelector(".w").textContent, id, lines));
  }

  // Search
  const form = $("search-form");
  if (form) {
    const [query, group, theme, output, list] = ["q", "fg", "ft", "found", "results"].map($);
    const first = 100;
    const item = (one, at, length) => {
      const place = where(one.id, one.lines);
      const about = make("p", { className: "m" }, make("a", { href: "#" + one.id }, place));
      about.append(copyButton(() => one.text, one.id, () => words.comma + place.split(" · ").pop()));
      return make("li", {}, quoted(one.text, at, length), about);
    };
    // How many hits are the word as it is counted: those marked in its entry, if that is here and complete.
    const counted = (text, hits) => {
      const anchor = "t-" + [...text].map((character) => character.codePointAt(0).toString(16)).join("-");
      const entry = text && $(anchor);
      if (!entry || entry.querySelector(".g > .note")) return [words.as_string];
      const own = all(".g", entry).filter((part) => !group.value || part.dataset.g === group.value);
      const lines = own.flatMap((part) => all("li", part));
      const kept = lines.filter((line) => !theme.value || line.dataset.t.split(" ").includes(theme.value));
      const n = kept.reduce((sum, line) => sum + all("mark", line).length, 0);
      if (n > hits) return [words.as_string];
      const said = n === hits ? words.as_word_all : say("as_word", n);
      return [said, " ", make("a", { href: "#" + anchor }, words.to_word)];
    };
    const search = () => {
      const text = query.value;
      const asked = text || group.value || theme.value;
      const found = !asked ? [] : sentences.flatMap((one) => {
        if (group.value && one.group !== group.value) return [];
        if (theme.value && !one.themes.includes(theme.value)) return [];
        const at = spots(one.text, text);
        return text && !at.length ? [] : [[one, at]];
      });
      const hits = found.reduce((sum, [, at]) => sum + at.length, 0);
      const show = (part) => list.append(...part.map(([one, at]) => item(one, at, text.length)));
      list.replaceChildren();
      show(found.slice(0, first));
      const counts = { hits: say("hits", hits), sentences: say("sentences", found.length) };
      const summary = text ? fill(words.found, counts) : counts.sentences;
      output.textContent = !asked ? words.ask : found.length ? summary : words.nothing;
      $("counted").replaceChildren(...(text && found.length ? counted(text, hits) : []));
      if (found.length > first) {
        output.textContent += " " + fill(words.first, { n: first });
        const more = make("button", { type: "button" }, words.more);
        more.addEventListener("click", () => {
          more.parentNode.remove();
          show(found.slice(first));
        });
        list.append(make("li", {}, more));
      }
    };
    form.addEventListener("input", search);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      search();
    });
    $("clear").addEventListener("click", () => {
      form.reset();
      search();
      query.focus();
    });
    form.hidden = false;
    search();
  }

  // Concordance: order and filters
  const tools = $("cc-tools");
  if (tools) {
    const [order, group, theme] = ["co", "cg", "ct"].map($);
    const lists = all(".e .g ol").map((list) => ({ list, lines: [...list.children] }));
    const keys = new Map();
    const key = (line) => {
      if (!keys.has(line)) {
        const text = line.querySelector(".w").textContent;
        const mark = line.querySelector("mark");
        let start = 0;
        for (let node = line.querySelector(".w").firstChild; mark && node !== mark; node = node.nextSibling) {
          start += node.textContent.length;
        }
        const end = start + (mark ? mark.textContent.length : 0);
        keys.set(line, { left: [...text.slice(0, start)].reverse().join(""), right: text.slice(end) });
      }
      return keys.get(line);
    };
    const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    const apply = () => {
      for (const { list, lines } of lists) {
        const by = order.value;
        const sorted = by ? [...lines].sort((a, b) => compare(key(a)[by], key(b)[by])) : lines;
        list.replaceChildren(...sorted);
        for (const line of lines) line.hidden = theme.value !== "" && !line.dataset.t.split(" ").includes(theme.value);
      }
      for (const part of all(".e .g")) part.hidden = group.value !== "" && part.dataset.g !== group.value;
    };
    tools.addEventListener("input", apply);
    tools.hidden = false;
  }

  // Paper cannot be opened: the lists of the method are printed whole.
  const closed = [];
  addEventListener("beforeprint", () => {
    for (const part of all("#method details:not([open])")) closed.push(part);
    for (const part of closed) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of closed.splice(0)) part.open = false;
  });

  // The way back, and the citation of the sentence that is shown
  const back = make("button", { type: "button", hidden: true }, words.back);
  const cite = make("button", { type: "button", hidden: true }, words.copy);
  const bar = make("div", { id: "bar" }, cite, back);
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", words.back);
  document.querySelector("main").append(bar);
  const trail = [];
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const address = link && link.getAttribute("href");
    if (address && address.startsWith("#") && link.closest("main") && address !== location.hash) trail.push(link);
    else if (event.target.closest(".s") && String(getSelection()) === "") {
      const id = event.target.closest(".s").id;
      if (location.hash !== "#" + id) history.replaceState(null, "", location.href); // stay where the reader is
      const y = scrollY;
      trail.push(null);
      location.hash = id;
      scrollTo(0, y);
    }
  });
  const update = () => {
    const target = location.hash.length > 1 && $(decodeURIComponent(location.hash.slice(1)));
    back.hidden = !trail.length;
    cite.hidden = !(target && target.classList.contains("s"));
  };
  back.addEventListener("click", () => {
    const link = trail.pop();
    history.back();
    addEventListener("popstate", () => link && link.focus({ preventScroll: true }), { once: true });
  });
  cite.addEventListener("click", () => {
    const node = $(location.hash.slice(1));
    const [speech, paragraph, sentence] = placeOf(node.id);
    const line = where(node.id, node.dataset.l).split(" · ").pop();
    copy(citation(node.textContent, fill(words.place, { paragraph, sentence }) + words.comma + line, speech), cite);
  });
  addEventListener("hashchange", update);
  addEventListener("popstate", update);
  update();
})();
