"use strict";
// One coder at one task. All that is coded is kept in the browser after each step, under the task, round and coder.
const $ = id => document.getElementById(id);
const task = JSON.parse($("data").textContent), words = JSON.parse($("words").textContent);
const say = (key, values) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
const mark = `coding.${task.id}`, buttons = [...document.querySelectorAll("[data-theme]")];
let state, order, place;

// Storage: a browser may bar it; then the page works on and says so.
function keep() {
  state.saves++;
  try {
    localStorage.setItem(`${mark}.${state.round}.${state.coder}`, JSON.stringify(state));
    localStorage.setItem(mark, `${state.round}.${state.coder}`);
  } catch { $("warning").textContent = words.unsaved; }
}
function kept(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}

// The order is the seat's own, the same after every reload.
function shuffled(list, seed) {
  const next = () => {  // mulberry32
    seed = seed + 0x6d2b79f5 | 0;
    let t = Math.imul(seed ^ seed >>> 15, 1 | seed);
    t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
    return ((t ^ t >>> 14) >>> 0) / 4294967296;
  };
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}
const groupOf = coder => (parseInt(coder, 10) - 1) % task.groups + 1;
// The first round is everything, the second what everybody has.
const own = () => task.sentences.filter(one => one.set === 0 || state.round === 1 && one.set === groupOf(state.coder));
const codeOf = one => state.codes[one.hash] ??= {themes: [], none: false, unsure: false, note: ""};
const isDone = one => { const code = state.codes[one.hash]; return Boolean(code && (code.none || code.themes.length)); };

function begin(coder, round) {
  const before = kept(`${mark}.${round}.${coder}`);
  const session = "k" + Math.random().toString(36).slice(2, 6).padEnd(4, "0");  // a spreadsheet takes 12e45 for a number
  state = before ? JSON.parse(before) : {coder, round, session, saves: 0, codes: {}};
  order = shuffled(own(), parseInt(coder, 10) * 10 + round);
  place = Math.max(0, order.findIndex(one => !isDone(one)));
  if (!before) keep();
  $("who").textContent = say("who", {coder, group: groupOf(coder)}) + (round > 1 ? words.round : "");
  view("work");
}

function view(name) {
  for (const id of ["start", "work", "end"]) $(id).hidden = id !== name;
  if (name === "start") { $("start").reset(); $("seat").focus(); }
  if (name === "work") show();
  if (name === "end") finish();
}

function show() {
  const one = order[place], code = codeOf(one), done = order.filter(isDone).length;
  $("text").textContent = one.text;
  $("count").textContent = say("place", {n: place + 1, total: order.length, done});
  buttons.forEach((button, n) => button.setAttribute("aria-checked", code.themes.includes(n)));
  $("none").setAttribute("aria-checked", code.none);
  $("unsure").setAttribute("aria-checked", code.unsure);
  $("note").value = code.note;
  $("bar").replaceChildren(...order.map((other, n) => {
    const dot = document.createElement("i");
    dot.className = (isDone(other) ? "done" : "") + (n === place ? " here" : "");
    return dot;
  }));
}

function change(how) {
  how(codeOf(order[place]));
  $("warning").textContent = "";
  keep();
  show();
}
const toggle = n => change(code => {
  code.themes = code.themes.includes(n) ? code.themes.filter(m => m !== n) : [...code.themes, n].sort((a, b) => a - b);
  code.none = false;
});
const none = () => change(code => { code.none = !code.none; code.themes = []; });
const unsure = () => change(code => { code.unsure = !code.unsure; });
function move(step) {
  if (step > 0 && !isDone(order[place])) { $("warning").textContent = words.nothing_yet; return; }
  $("warning").textContent = "";
  if (place + step >= order.length) return view("end");
  place = Math.max(0, place + step);
  show();
}

// What is handed in. The check of a row or receipt is CRC-32: it finds slips and edits, it is no secret.
function crc(text) {
  let sum = ~0;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum >>> 1 ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return "c" + (~sum >>> 0).toString(16).padStart(8, "0");
}
const inTask = () => task.sentences.filter(one => order.includes(one));
function receipt() {
  const digits = Math.ceil((task.themes.length + 2) / 4);
  const codes = inTask().map(one => {
    const code = codeOf(one);
    const bits = code.themes.reduce((sum, n) => sum + 4 * 2 ** n, (isDone(one) ? 1 : 0) + (code.unsure ? 2 : 0));
    return bits.toString(16).padStart(digits, "0");
  }).join("");
  const text = ["coding", task.id, state.round, state.coder, state.session, state.saves, codes].join("-");
  return `${text}-${crc(text)}`;
}
function table() {
  const quoted = text => `"${text.replace(/"/g, '""')}"`, safe = text => /^[=+\-@＝＋－＠]/.test(text) ? "'" + text : text;
  const rows = inTask().filter(isDone).map(one => {
    const code = codeOf(one), themes = code.none ? task.none : code.themes.map(n => task.themes[n]).join("|");
    const row = [task.id, state.round, state.coder, state.session, state.saves, one.hash, themes, Number(code.unsure)];
    return [...row, quoted(safe(code.note)), quoted(one.text), crc(row.join(","))].join(",");
  });
  return "\ufefftask,round,coder,session,saves,hash,themes,unsure,note,text,check\r\n" + rows.join("\r\n") + "\r\n";
}
function finish() {
  const missing = order.filter(one => !isDone(one)).length;
  $("sum").textContent = say(missing ? "incomplete" : "complete", {n: missing, total: order.length});
  $("receipt").value = receipt();
  $("copied").textContent = "";
  $("download").focus();
}
function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([table()], {type: "text/csv"}));
  link.download = `coding-${task.id}-round${state.round}-seat${state.coder}.csv`;
  link.click();
}
function copy() {
  $("receipt").select();
  document.execCommand("copy");  // works from file:// in every browser
  $("copied").textContent = words.copied;
}

$("start").addEventListener("submit", event => {
  event.preventDefault();
  const seats = [$("seat").value, $("partner").value].map(Number).filter(n => n > 0).sort((a, b) => a - b);
  if (seats.length) begin([...new Set(seats)].map(n => String(n).padStart(2, "0")).join("+"), $("second").checked ? 2 : 1);
});
buttons.forEach((button, n) => button.addEventListener("click", () => toggle(n)));
$("none").addEventListener("click", none);
$("unsure").addEventListener("click", unsure);
$("note").addEventListener("input", () => { codeOf(order[place]).note = $("note").value; keep(); });
$("previous").addEventListener("click", () => move(-1));
$("next").addEventListener("click", () => move(1));
$("rules").addEventListener("click", () => $("guide").showModal());
$("finish").addEventListener("click", () => view("end"));
$("back").addEventListener("click", () => view("work"));
$("download").addEventListener("click", download);
$("copy").addEventListener("click", copy);
$("another").addEventListener("click", () => view("start"));
// After a click the keys are the page's again: Enter leads on and does not press the button once more.
document.addEventListener("click", event => { if (event.detail && event.target.closest("#work")) document.activeElement.blur(); });
document.addEventListener("keydown", event => {
  if ($("work").hidden || $("guide").open || event.isComposing ||
    event.ctrlKey || event.altKey || event.metaKey) return;
  const key = event.key.toLowerCase();
  if (event.target === $("note")) {
    if (key === "escape" || key === "enter") { $("note").blur(); event.preventDefault(); }
    return;
  }
  const number = "1234567890".indexOf(key);
  const pressed = event.target.matches("button") && key === "enter" && event.target.id !== "next";
  const keys = {n: none, u: unsure, m: () => $("note").focus(), h: () => $("guide").showModal(), f: () => view("end"),
    arrowleft: () => move(-1), arrowright: () => move(1), enter: () => move(1)};
  if (number >= 0 && key && number < buttons.length) toggle(number);
  else if (keys[key] && !pressed) keys[key]();
  else return;
  event.preventDefault();
});
const last = kept(mark);
if (last) begin(last.slice(2), Number(last[0])); else view("start");
