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
  const flash = (node, text) => {
    const own = node.textContent;
    node.textContent = text;
    setTimeout(() => (node.textContent = own), 2000);
  };

  // Sentences
  const placeOf = (id) => id.slice(1).split("-").map(Number);
  const where = (id, lines) => {
    const [speech, paragraph, sentence] = placeOf(id);
    const [start, end] = lines.split("-");
    const line = fill(start === end ? words.line : words.lines, { start, end });
    return [...data.speeches[speech], fill(words.place, { paragraph, sentence }), line].join(" · ");
  };
  // What is compared: full width as half width, traditional as simplified, small letters; as long as it was.
  const fold = (text) =>
    [...text].map((one) => {
      const plain = data.simple[one] || one.normalize("NFKC").toLowerCase();
      return plain.length === one.length ? plain : one;
    }).join("");
  const sentences = all(".s").map((node) => ({
    id: node.id,
    text: node.textContent,
    folded: fold(node.textContent),
    group: node.dataset.g,
    themes: node.dataset.t.split(" "),
    lines: node.dataset.l,
  }));
  const quoted = (text, spans) => {
    const line = make("p", { className: "w", lang: "zh-CN" });
    let last = 0;
    for (const [start, end] of spans) {
      line.append(text.slice(last, start), make("mark", {}, text.slice(start, end)));
      last = end;
    }
    line.append(text.slice(last));
    return line;
  };

  // A query: alternatives of terms that must all be there; a term is a pattern, or two that stand near each other
  const NEAR = 20; // characters between them, unless it is NEAR/5
  const isNear = (word) => /^near(\/\d{1,3})?$/.test(word);
  const pattern = (term) => term.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*+/g, "[^。！？；]{0,12}?");
  const read = (query) => {
    const text = fold(query).trim();
    if (!text) return [];
    return text.split(/\||\s+or\s+/).map((part) => {
      const all = part.match(/"[^"]*"|“[^”]*”|[^\s、，,"“]+/g) || (part.trim() ? [part.trim()] : []);
      const found = all.filter((one, n) => !(one === "and" && n > 0 && n + 1 < all.length));
      const plain = found.map((one) => pattern(/^["“]/.test(one) ? one.slice(1, -1) : one));
      const terms = [];
      for (let n = 0; n < plain.length; n += 1) {
        if (isNear(found[n]) && terms.length && n + 1 < plain.length) {
          const near = found[n++];
          const { texts: [text], term } = terms.pop();
          const gap = `[^]{0,${near.split("/")[1] ?? NEAR}}?`;
          terms.push({ texts: [text, found[n]], term: `${term}${gap}${plain[n]}|${plain[n]}${gap}${term}` });
        } else terms.push({ texts: [found[n]], term: plain[n] });
      }
      return terms.filter((one) => one.term).map(({ texts, term }) => Object.assign(new RegExp(term, "g"), { texts }));
    }).filter((terms) => terms.length);
  };
  // What is an operator elsewhere and letters here
  const foreign = (query) =>
    (fold(query).replace(/"[^"]*"|“[^”]*”/g, " ").match(/[^\s、，,|]+/g) || []).filter((one, n, list) =>
      isNear(one)
        ? n === 0 || n + 1 === list.length
        : /^(not|xor|[wn]\/\d+|near\W.*|[-+!~^].+)$/.test(one) || (list.length > 1 && /^\(.|.\)$/.test(one)),
    );
  const spansIn = (text, alternatives) => {
    const found = [];
    for (const terms of alternatives) {
      const own = terms.map((term) => [...text.matchAll(term)].filter((hit) => hit[0]));
      if (own.every((hits) => hits.length)) found.push(...own.flat().map((hit) => [hit.index, hit.index + hit[0].length]));
    }
    const spans = [];
    for (const [start, end] of found.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
      const last = spans[spans.length - 1];
      if (last && start < last[1]) last[1] = Math.max(last[1], end);
      else spans.push([start, end]);
    }
    return spans;
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
  const copy = async (text, button, done = words.copied) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make("textarea", { value: text }); // a page opened from a file may have no clipboard
      document.body.append(area);
      area.select();
      const copied = document.execCommand("copy");
      area.remove();
      if (!copied) return copyByHand(text);
    }
    button.focus();
    flash(button, done);
  };
  const citation = (text, place, speech) =>
    fill(words.cite, { text, who: data.who[speech] || "", where: place, source: data.files[speech] });
  const cited = (id, text, line) => {
    const [speech, paragraph, sentence] = placeOf(id);
    return citation(text, fill(words.place, { paragraph, sentence }) + words.comma + line.split(" · ").pop(), speech);
  };
  const copyButton = (text, id, line) => {
    const button = make("button", { type: "button", className: "cp" }, words.copy);
    button.addEventListener("click", () => copy(cited(id, text(), line()), button));
    return button;
  };
  for (const line of all(".e .g li")) {
    const link = line.querySelector("a[href*='#s']");
    line.lastElementChild.append(
      copyButton(() => line.querySelector(".w").textContent, link.hash.slice(1), () => link.textContent),
    );
  }
  // A packed SVG is unpacked on its way out: not every program opens it packed
  for (const link of "DecompressionStream" in window ? all(".svgz") : []) {
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      const packed = Uint8Array.from(atob(link.href.split(",")[1]), (one) => one.charCodeAt(0));
      const text = new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")));
      const file = URL.createObjectURL(new Blob([await text.arrayBuffer()], { type: "image/svg+xml" }));
      make("a", { href: file, download: link.download.replace(/z$/, "") }).click();
      setTimeout(() => URL.revokeObjectURL(file), 10000);
    });
  }
  for (const link of all(".perma")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      copy(location.href.split("#")[0] + link.getAttribute("href"), link, words.link_copied);
    });
  }

  // What is chosen: query, groups switched off, theme; it stands in the address as #?q=…&off=…&theme=…
  const form = $("q") && $("search");
  const asked = { q: $("q"), theme: $("ft"), groups: form ? all("input[name=g]") : [] };
  const off = () => asked.groups.filter((one) => !one.checked).map((one) => one.value);
  const filter = () => {
    const [without, theme] = [new Set(off()), asked.theme.value];
    const carries = (line) => !theme || line.dataset.t.split(" ").includes(theme);
    const gone = (groups) => groups.split(" ").filter((one) => without.has(one));
    for (const node of all("main [data-g]:not(.s)")) {
      const hide = gone(node.dataset.g).length > 0;
      if (node.closest("svg, .cards")) node.classList.toggle("off", hide);
      else node.hidden = hide;
    }
    for (const node of all("[data-of]")) node.hidden = gone(node.dataset.of).length === node.dataset.of.split(" ").length;
    for (const part of all(".e .g")) {
      const lines = all("li", part);
      for (const line of lines) line.hidden = !carries(line);
      const left = part.querySelector(".left");
      if (left) left.textContent = theme ? say("left", lines.filter(carries).length) : "";
    }
    for (const link of all(".chart svg a")) {
      const [, group] = link.getAttribute("href").split("--");
      link.classList.toggle("off", without.has(String(data.groups.indexOf(group))));
    }
    document.querySelector(".pick").classList.toggle("on", Boolean(without.size || theme));
    showPair();
    tell();
  };
  // What is shown is said in every place that it changes; A against B is what two groups alone are
  const shown = () => asked.groups.filter((one) => one.checked);
  const names = (list) => list.slice(0, 5).join(words.list_mark) + (list.length > 5 ? " …" : "");
  const tell = () => {
    const list = shown().map((one) => one.parentNode.textContent.trim());
    const whole = list.length === asked.groups.length;
    const every = make("button", { type: "button", className: "cp" }, words.show_every);
    every.addEventListener("click", () => {
      for (const one of asked.groups) one.checked = true;
      form.dispatchEvent(new Event("input"));
      asked.q.focus({ preventScroll: true });
    });
    const [n, all] = [list.length, asked.groups.length];
    const text = fill(words.shown, { n, all, list: names(list) || "–" });
    $("shown").replaceChildren(...(whole ? [] : [text, every]));
    $("shown").hidden = whole;
  };
  const pair = [$("pa"), $("pb")].filter(Boolean);
  let opened;
  const showPair = () => {
    const two = pair.length && shown().length === 2 ? shown().map((one) => one.value) : [];
    const chosen = pair.map((one) => one.value);
    const other = two.length ? !two.every((one) => chosen.includes(one)) : chosen.every(Boolean);
    if (other) pair.forEach((one, place) => (one.value = two[place] ?? ""));
    const anchor = "pair-" + two.map((one) => data.groups[one]).sort().join("--");
    const figure = all(".two").find((one) => one.dataset.g === two.join(" "));
    if (figure !== opened) for (const one of all(".two")) one.open = one === figure;
    opened = figure;
    for (const [link, place] of [[$("pl"), $(anchor)], [$("pf"), figure && figure.querySelector("figure")]]) {
      if (!link) continue;
      link.hidden = !place;
      if (place) link.href = "#" + place.id;
    }
  };
  const FIRST = 100;
  const item = (one, spans) => {
    const place = where(one.id, one.lines);
    const about = make("p", { className: "m" }, make("a", { href: "#" + one.id }, place));
    about.append(copyButton(() => one.text, one.id, () => place));
    return make("li", {}, quoted(one.text, spans), about);
  };
  // How many hits are the word as it is counted: those marked in its entry, if that is here and complete.
  const counted = (text, hits) => {
    const anchor = "t-" + [...text].map((character) => character.codePointAt(0).toString(16)).join("-");
    const entry = text && $(anchor);
    if (!entry || entry.querySelector(".g > .note")) return [words.as_string];
    const parts = all(".g:not([hidden])", entry);
    const n = parts.reduce((sum, part) => sum + all("li:not([hidden]) mark", part).length, 0);
    if (n > hits) return [words.as_string];
    return [n === hits ? words.as_word_all : say("as_word", n), " ", make("a", { href: "#" + anchor }, words.to_word)];
  };
  // Where nothing is found, what would find something: without filters, each word alone, either of them
  const cures = (query) => {
    const count = (alternatives) => sentences.filter((one) => spansIn(one.folded, alternatives).length).length;
    const odd = foreign(asked.q.value);
    const tried = [...new Set(query.flat().flatMap((term) => term.texts))].filter((text) => !odd.includes(text));
    const apart = tried.length > 1 ? [...tried.map((text) => [text, text]), [tried.join(" | "), tried.join(" | ")]] : [];
    const filtered = off().length || asked.theme.value ? [[words.cure_filter, asked.q.value]] : [];
    return [...filtered, ...apart].flatMap(([name, value]) => {
      const n = count(read(value));
      const button = make("button", { type: "button", className: "cp" }, `${name} ${n}`);
      button.addEventListener("click", () => {
        form.reset();
        asked.q.value = value;
        form.dispatchEvent(new Event("input"));
        asked.q.focus();
      });
      return n ? [button] : [];
    });
  };
  const search = () => {
    const [query, without, theme] = [read(asked.q.value), new Set(off()), asked.theme.value];
    const list = $("results");
    const found = !query.length ? [] : sentences.flatMap((one) => {
      if (without.has(one.group) || (theme && !one.themes.includes(theme))) return [];
      const spans = spansIn(one.folded, query);
      return spans.length ? [[one, spans]] : [];
    });
    const hits = found.reduce((sum, [, spans]) => sum + spans.length, 0);
    const show = (part) => list.append(...part.map(([one, spans]) => item(one, spans)));
    list.replaceChildren();
    show(found.slice(0, FIRST));
    const summary = fill(words.found, { hits: say("hits", hits), sentences: say("sentences", found.length) });
    const rates = theme || data.sizes.length > 9 ? [] : data.sizes.flatMap(([group, size], g) => {
      const n = found.reduce((sum, [one, spans]) => sum + (Number(one.group) === g ? spans.length : 0), 0);
      return without.has(String(g)) ? [] : [fill(words.rate, { group, n, rate: Math.round((1e4 * n) / size) })];
    });
    $("rates").textContent = found.length && rates.length ? fill(words.rates, { list: rates.join(" · ") }) : "";
    $("counted").replaceChildren(...(found.length ? counted(asked.q.value.trim(), hits) : []));
    const text = fold(asked.q.value.trim());
    const named = text.length < 2 ? [] : all("#concordance .ix li").filter((one) => {
      return fold(`${one.textContent} ${one.dataset.k || ""}`).includes(text);
    });
    $("found").textContent = found.length ? summary : named.length ? words.only_named : words.nothing;
    $("named").replaceChildren(...named.slice(0, 12).map((one) => make("li", {}, one.firstElementChild.cloneNode(true))));
    const unknown = foreign(asked.q.value);
    $("odd").textContent = unknown.length ? fill(words.odd, { list: unknown.join(words.list_mark) }) : "";
    const better = found.length || !query.length ? [] : cures(query);
    $("cure").replaceChildren(...(better.length ? [words.cure, ...better] : []));
    $("panel").hidden = !query.length;
    if (found.length > FIRST) {
      const more = make("button", { type: "button" }, words.more);
      $("found").textContent += " " + fill(words.first, { n: FIRST });
      more.addEventListener("click", () => {
        more.parentNode.remove();
        show(found.slice(FIRST));
      });
      list.append(make("li", {}, more));
    }
  };
  const address = () => {
    const chosen = Object.entries({ q: asked.q.value.trim(), off: off().join(","), theme: asked.theme.value });
    const kept = chosen.filter(([, value]) => value);
    return kept.length ? "#?" + new URLSearchParams(kept) : location.pathname;
  };
  const restore = () => {
    if (!location.hash.startsWith("#?")) return;
    const given = new URLSearchParams(location.hash.slice(2));
    const without = (given.get("off") || "").split(",");
    asked.q.value = given.get("q") || "";
    asked.theme.value = given.get("theme") || "";
    for (const one of asked.groups) one.checked = !without.includes(one.value);
    filter();
    search();
  };
  // A filter never hides where a link leads.
  const reveal = (target) => {
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    const part = target.closest("[data-g]");
    const theme = asked.theme && asked.theme.value;
    const own = part && asked.groups.find((one) => one.value === part.dataset.g);
    const lines = target.matches(".e, .g") ? all("li", target) : [];
    const alone = theme && lines.length > 0 && !lines.some((line) => !line.hidden);
    const gone = new Set(lines.map((line) => line.closest(".g")).filter(Boolean).map((one) => one.dataset.g));
    const unseen = asked.groups.filter((one) => !one.checked && gone.has(one.value));
    const bare = unseen.length > 0 && unseen.length === gone.size;
    if (!alone && !bare && !(own && !own.checked)) return;
    for (const one of bare ? unseen : own ? [own] : []) one.checked = true;
    if (alone) asked.theme.value = "";
    filter();
    target.scrollIntoView();
  };
  if (form) {
    // A against B: all other groups are switched off
    const choose = (target) => {
      if (!pair.includes(target)) return;
      const chosen = new Set(pair.map((one) => one.value).filter(Boolean));
      for (const one of asked.groups) one.checked = chosen.size !== 2 || chosen.has(one.value);
    };
    const change = (event) => {
      choose(event && event.target);
      filter();
      search();
      history.replaceState(history.state, "", address());
    };
    form.addEventListener("input", change);
    form.addEventListener("submit", (event) => event.preventDefault());
    $("clear").addEventListener("click", () => {
      form.reset();
      change();
      asked.q.focus();
    });
    $("shut").addEventListener("click", () => ($("panel").hidden = true));
    asked.q.addEventListener("focus", () => ($("panel").hidden = !read(asked.q.value).length));
    $("panel").addEventListener("click", (event) => event.target.closest("a") && ($("panel").hidden = true));
    addEventListener("keydown", (event) => {
      if (event.key === "Escape") $("panel").hidden = true;
      if (event.key === "/" && !event.target.matches("input, textarea")) {
        event.preventDefault();
        asked.q.focus();
      }
    });
    form.hidden = false;
  }

  // Concordance: order
  const tools = $("cc-tools");
  if (tools) {
    const lists = all(".e .g ol").map((list) => ({ list, lines: [...list.children] }));
    const key = (line) => {
      const [text, mark] = [line.querySelector(".w").textContent, line.querySelector("mark")];
      let start = 0;
      for (let node = mark && mark.previousSibling; node; node = node.previousSibling) start += node.textContent.length;
      const end = start + (mark ? mark.textContent.length : 0);
      return { left: [...text.slice(0, start)].reverse().join(""), right: text.slice(end) };
    };
    tools.addEventListener("input", () => {
      const by = $("co").value;
      for (const { list, lines } of lists) {
        const keyed = lines.map((line) => [by ? key(line)[by] : 0, line]);
        if (by) keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
        list.replaceChildren(...keyed.map(([, line]) => line));
      }
    });
    tools.hidden = false;
  }

  // A chart is one stop of the Tab key; arrow keys move inside
  for (const chart of all(".chart svg")) {
    const stops = all("a[href]", chart);
    stops.forEach((link, place) => link.setAttribute("tabindex", place ? "-1" : "0"));
    chart.addEventListener("pointerover", (event) => {
      const link = event.target.closest("a:not(:has(title))");
      if (!link) return;
      const title = document.createElementNS(chart.namespaceURI, "title");
      title.textContent = link.getAttribute("aria-label");
      link.prepend(title);
    });
    chart.addEventListener("keydown", (event) => {
      const at = stops.indexOf(document.activeElement);
      const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 };
      const next = stops[to[event.key]];
      if (!next) return;
      event.preventDefault();
      document.activeElement.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    });
  }

  // The contents follow the reader
  const entries = new Map(all(".toc a[href^='#']").map((link) => [$(link.hash.slice(1)), link]));
  const follow = () => {
    const end = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const parts = [...entries].filter(([part]) => part && (end || part.getBoundingClientRect().top < innerHeight / 3));
    const seen = parts.pop();
    for (const [, link] of entries) link.removeAttribute("aria-current");
    if (seen) seen[1].setAttribute("aria-current", "true");
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(() => ((waiting = false), follow()));
    waiting = true;
  }, { passive: true });
  follow();

  // Paper cannot be opened
  const closed = [];
  addEventListener("beforeprint", () => {
    if (!$("print-all") || !$("print-all").checked) return;
    closed.push(...all("#appendix details:not([open])"));
    for (const part of closed) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of closed.splice(0)) part.open = false;
  });

  // The way back to where the reader was, and the citation of the sentence that is shown
  const back = make("button", { type: "button", hidden: true }, words.back);
  const cite = make("button", { type: "button", hidden: true }, words.copy);
  const bar = make("div", { id: "bar" }, cite, back);
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", words.back);
  document.querySelector("main").append(bar);
  const trail = [];
  const leave = (link) => {
    trail.push(link);
    history.replaceState({ y: scrollY, panel: Boolean(link && link.closest("#panel")) }, "");
    history.scrollRestoration = "manual"; // of the place that is left, until the reader is there again
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const to = link && link.getAttribute("href");
    if (event.defaultPrevented) return;
    if (to && to.startsWith("#") && to !== location.hash) leave(link);
    else if (!link && event.target.closest(".s") && String(getSelection()) === "") {
      const [id, y] = [event.target.closest(".s").id, scrollY];
      if (location.hash === "#" + id) return;
      leave(null);
      location.hash = id;
      scrollTo(0, y); // stay where the reader is
    }
  });
  const update = () => {
    const target = location.hash.length > 1 && $(decodeURIComponent(location.hash.slice(1)));
    back.hidden = !trail.length;
    cite.hidden = !(target && target.classList.contains("s"));
    if (target && form) reveal(target);
  };
  back.addEventListener("click", () => history.back());
  cite.addEventListener("click", () => {
    const node = $(location.hash.slice(1));
    copy(cited(node.id, node.textContent, where(node.id, node.dataset.l)), cite);
  });
  addEventListener("hashchange", () => {
    history.scrollRestoration = "auto";
    update();
  });
  addEventListener("popstate", (event) => {
    if (form) restore();
    if (event.state) {
      const link = trail.pop();
      scrollTo(0, event.state.y);
      if (form) $("panel").hidden = !event.state.panel;
      if (link && link.isConnected) link.focus({ preventScroll: true });
    }
    update();
  });
  if (form) restore();
  update();
})();
