// The page of `ikigen preview`. It asks for what is in sight first, shows pages as pictures with
// their text above them, and leads from a word to its place. Whatever comes from the project is
// text here, never markup: nothing in this file writes HTML.

const token = location.hash.slice(1);
const $ = id => document.getElementById(id);
const main = $("pages");
let words = {};
let state = { documents: [], findings: [] };
const documents = new Map(); // by name: { name, title, pages: [{ look, width, height }], headings, findings, shown: [element] }
const pictures = new Map(); // address of a picture by the look of its page, oldest first
const MOST_PICTURES = 60;
let zoom = Number(sessionStorage.getItem("zoom")) || 1;
let marks = [];
let places = [];

// An element with attributes and children; a string is text.
function make(name, about = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(about)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

const say = (name, values = {}) => (words[name] ?? "").replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");

async function ask(question) {
  let response;
  try {
    response = await fetch("/ask", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Ikigen-Token": token },
      body: JSON.stringify(question),
    });
  } catch {
    banner(say("gone"));
    throw new Error("gone");
  }
  const answer = await response.json();
  if (answer.failed) {
    banner(`${answer.failed}. ${answer.help}`);
    throw new Error(answer.failed);
  }
  return answer;
}

function banner(text) {
  $("banner").hidden = !text;
  if ($("banner").textContent !== text) $("banner").textContent = text;
}

// ---- The project: read again when files change, what is in sight first.

let reading = null;
let again = false;

// One reading at a time; what changes meanwhile makes another one afterwards.
function refresh() {
  if (reading) {
    again = true;
    return reading;
  }
  reading = read().catch(error => console.warn(error)).then(() => {
    reading = null;
    if (!again) return undefined;
    again = false;
    // Who waits, waits for what there is to read now.
    return refresh();
  });
  return reading;
}

async function read() {
  state = await ask({ ask: "read" });
  document.title = $("title").textContent = [state.office, say("title")].filter(Boolean).join(" · ");
  const time = new Date(Date.now() - state.age * 1000).toLocaleTimeString(document.documentElement.lang);
  banner(!state.stale ? "" : state.age === null ? say("never_good") : say("stale", { time }));
  $("undo").disabled = state.undo === 0;
  for (const name of documents.keys()) {
    if (!state.documents.some(one => one.name === name)) drop(name);
  }
  for (const one of state.documents) {
    if (!documents.has(one.name)) add(one);
    documents.get(one.name).title = one.title;
  }
  listFindings();
  const wanted = state.documents.filter(one => one.pages).map(one => one.name);
  wanted.sort((a, b) => distance(a) - distance(b));
  for (const name of wanted) {
    if (again) return;
    show(name, await ask({ ask: "lay-out", document: name }));
    await paint();
  }
  listDocuments();
  listFindings();
  if (again) return;
  marks = (await ask({ ask: "marks" })).marks;
  mark();
  document.body.dataset.ready = String(Number(document.body.dataset.ready ?? 0) + 1);
}

function add(about) {
  const heading = make("h2", { tabindex: -1, id: `d-${about.name}` }, about.file);
  const section = make("section", { "aria-labelledby": heading.id }, heading);
  if (!about.pages) section.append(make("p", {}, say("workbook")));
  documents.set(about.name, { ...about, section, pages: [], headings: [], findings: [], shown: [] });
  const order = state.documents.map(one => one.name);
  const next = order.slice(order.indexOf(about.name) + 1).find(name => documents.has(name));
  main.insertBefore(section, next ? documents.get(next).section : null);
}

function drop(name) {
  documents.get(name).section.remove();
  documents.delete(name);
}

// How far a document is from what is in sight.
function distance(name) {
  const box = documents.get(name).section.getBoundingClientRect();
  return Math.max(box.top - innerHeight, -box.bottom, 0);
}

// Takes over what a document looks like now. Pages that look the same stay as they are.
function show(name, answer) {
  const about = documents.get(name);
  if (!about || !answer.pages) {
    if (about) about.findings = answer.findings ?? [];
    return;
  }
  const old = about.pages;
  about.pages = answer.pages;
  about.headings = answer.headings;
  about.findings = answer.findings ?? [];
  answer.pages.forEach((page, n) => {
    let element = about.shown[n];
    if (!element) {
      element = make("div", { class: "page", role: "group", tabindex: 0, onkeydown: choose });
      element.about = { name, page: n };
      about.shown[n] = element;
      about.section.append(element);
      near.observe(element);
    }
    element.setAttribute("aria-label", `${about.file}: ${say("page", { n: n + 1, all: answer.pages.length })}`);
    size(element, page);
    if (old[n]?.look !== page.look) {
      element.look = page.look;
      if (element.near) mount(element);
    }
  });
  for (const gone of about.shown.splice(answer.pages.length)) {
    near.unobserve(gone);
    gone.remove();
  }
}

function size(element, page) {
  const width = Math.min(1, (main.clientWidth - 32) / (page.width * 96 / 72)) * zoom * 96 / 72;
  element.scale = width;
  element.style.width = `${page.width * width}px`;
  element.style.height = `${page.height * width}px`;
}

// ---- Pages: only those near the window have a picture and text.

const mounting = new Set();
const near = new IntersectionObserver(entries => {
  for (const { target, isIntersecting } of entries) {
    target.near = isIntersecting;
    if (isIntersecting) mount(target);
    else unmount(target);
  }
}, { root: main, rootMargin: "100% 0px" });

function unmount(element) {
  element.replaceChildren();
  element.drawn = null;
  element.pieces = null;
}

function mount(element) {
  if (element.drawn === element.look || element.pending === element.look) return;
  element.pending = element.look;
  const work = draw(element, element.look).catch(() => {}).finally(() => {
    mounting.delete(work);
    if (element.pending === element.drawn) element.pending = null;
  });
  mounting.add(work);
}

// Waits for the pages that are being drawn.
const paint = () => Promise.all([...mounting]);

async function draw(element, look) {
  const about = { ...element.about, look };
  const asked = { document: about.name, page: about.page, look };
  const [address, text] = await Promise.all([picture(asked), ask({ ask: "text", ...asked })]);
  if (!address || !text.pieces) return element.pending = null;
  const image = make("img", { alt: "", src: address });
  await image.decode().catch(() => {});
  if (!element.near || element.look !== look) return;
  const before = element.pieces;
  const held = element.contains(document.activeElement) && document.activeElement.dataset?.n;
  element.replaceChildren(image, ...text.pieces.map((piece, n) => button(element, piece, n)));
  element.drawn = look;
  element.pieces = text.pieces;
  if (held) element.querySelector(`[data-n="${held}"]`)?.focus({ preventScroll: true });
  mark(element);
  if (!before) return;
  flash(element, before);
  performance.mark("repainted");
}

async function picture({ document: name, page, look }) {
  const known = pictures.get(look);
  if (known) {
    pictures.delete(look);
    pictures.set(look, known);
    return known;
  }
  const answer = await ask({ ask: "picture", document: name, page, look });
  if (!answer.picture) return null;
  const address = URL.createObjectURL(new Blob([answer.picture], { type: "image/svg+xml" }));
  pictures.set(look, address);
  for (const [old, gone] of pictures) {
    if (pictures.size <= MOST_PICTURES) break;
    pictures.delete(old);
    URL.revokeObjectURL(gone);
  }
  return address;
}

function put(element, [left, top, width, height], page) {
  const part = (value, whole) => `${(100 * value / whole).toFixed(4)}%`;
  element.style.left = part(left, page.width);
  element.style.top = part(top, page.height);
  element.style.width = part(Math.max(width, 1), page.width);
  element.style.height = part(height, page.height);
}

const pageOf = element => documents.get(element.about.name)?.pages[element.about.page] ?? { width: 1, height: 1 };

function button(element, piece, n) {
  const own = make("button", { type: "button", class: `piece ${piece.kind}`, tabindex: -1, "data-n": n }, piece.text);
  put(own, piece.box, pageOf(element));
  own.style.fontSize = `${piece.box[3] * element.scale * 0.8}px`;
  own.addEventListener("click", event => {
    const box = own.getBoundingClientRect();
    // A click of the keyboard has no place: the first letter is meant.
    const share = event.detail === 0 ? 0.01 : (event.clientX - box.left) / box.width;
    origin(element, own, piece, piece.box[0] + share * piece.box[2]);
  });
  return own;
}

function flash(element, before) {
  const key = piece => `${piece.text} ${piece.box.map(Math.round)}`;
  const known = new Set(before.map(key));
  const changed = element.pieces.filter(piece => !known.has(key(piece)));
  for (const piece of changed.slice(0, 200)) frame(element, "changed", piece.box);
}

function frame(element, kind, box) {
  const own = make("div", { class: `frame ${kind}` });
  put(own, box, pageOf(element));
  element.append(own);
  return own;
}

// Arrows go from piece to piece of a page.
function choose(event) {
  const all = [...event.currentTarget.querySelectorAll(".piece")];
  const at = all.indexOf(document.activeElement);
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : step && at + step;
  if (to === undefined || !all.length) return;
  event.preventDefault();
  all[Math.max(0, Math.min(all.length - 1, to))].focus();
}

// ---- From the page to its source.

let shownOrigin = null;

async function origin(element, own, piece, x) {
  document.querySelectorAll(".piece.chosen").forEach(one => one.classList.remove("chosen"));
  own?.classList.add("chosen");
  const { name, page } = element.about;
  const asked = { ask: "origin", document: name, page, look: element.drawn, run: piece.run, x };
  shownOrigin = { name };
  tell(await ask(asked));
}

async function place({ file, line, column }) {
  tell(await ask({ ask: "place", file, line, column }));
}

const heading = () => make("h2", { tabindex: -1 }, say("source"));

// Shows where something comes from.
function tell(answer, said) {
  const section = $("source");
  const parts = [heading()];
  if (said) parts.push(make("p", { class: "said" }, said));
  if (answer.refused) parts.push(make("p", { class: "said" }, answer.refused), findings(answer.findings ?? []));
  if (answer.printed) parts.push(make("p", {}, make("q", {}, answer.printed)));
  if (answer.about) parts.push(make("p", {}, answer.about));
  if (answer.chain) {
    parts.push(make("ul", { class: "chain" }, ...answer.chain.map(line => make("li", {},
      line.place ? /^ */.exec(line.text)[0] : null, line.place ? make("button", { type: "button", onclick: () => place(line.place) }, line.text.trimStart()) : line.text))));
  }
  if (answer.indikator) {
    parts.push(make("ul", { class: "list" }, ...answer.indikator.map(one => make("li", {},
      make("button", { type: "button", onclick: () => indikator(one.id) }, one.nama), ` ${one.capaian}`))));
  }
  if (answer.place) parts.push(...excerpt(answer));
  for (const value of answer.values ?? []) parts.push(editor(answer, value));
  section.replaceChildren(...parts);
}

async function indikator(id) {
  tell(await ask({ ask: "indikator", id, document: shownOrigin?.name ?? "" }));
}

function excerpt(answer) {
  const { file, line, end_line } = answer.place;
  const lines = answer.lines.map((text, n) => {
    const number = answer.first + n;
    const here = number >= line && number <= end_line;
    return make("span", { class: here ? "here" : false }, make("b", {}, String(number)), text || " ");
  });
  const parts = [make("p", { class: "where" }, `${file}:${line}`), make("pre", { tabindex: 0 }, ...lines)];
  if (answer.full) {
    const path = answer.full.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
    parts.push(make("p", {},
      words.editor ? make("button", { type: "button", onclick: () => open(file, line) }, say("open_editor")) : null, " ",
      make("a", { href: `vscode://file/${path.replace(/^\//, "")}:${line}` }, "VS Code")));
  }
  return parts;
}

async function open(file, line) {
  await fetch("/open", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Ikigen-Token": token },
    body: JSON.stringify({ file, line }),
  });
}

let editors = 0;

// A form that changes one value of a file.
function editor(answer, value) {
  const id = `value-${editors += 1}`;
  const long = value.text.length > 50;
  const input = make(long ? "textarea" : "input", { id, rows: long ? 4 : false, spellcheck: "false", autocomplete: "off" });
  input.value = value.text;
  const save = async event => {
    event.preventDefault();
    const { file } = answer.place;
    const edited = await ask({ ask: "edit", file, version: answer.version, start: value.start, value: input.value });
    if (edited.refused) return tell({ ...answer, refused: edited.refused, findings: edited.findings });
    await refresh();
    const { line, column } = value;
    tell(await ask({ ask: "place", file, line, column }), edited.written ? say("saved", { path: edited.written }) : null);
  };
  return make("form", { class: "value", onsubmit: save }, make("label", { for: id }, `${say("edit_here")}: ${value.key}`),
    make("div", {}, input, make("button", { type: "submit" }, say("save"))));
}

// ---- Documents, findings, search.

function listDocuments() {
  const item = about => {
    const list = about.headings.map(one => make("li", { class: `level-${one.level}` },
      make("a", { href: `#${token}`, onclick: event => { event.preventDefault(); go(about, one.page, one.top); } }, one.title)));
    return make("li", {}, make("a", { href: `#${token}`, onclick: event => { event.preventDefault(); go(about, 0, 0); } }, about.file),
      list.length ? make("ul", {}, ...list) : null);
  };
  const at = $("documents").scrollTop;
  const known = state.documents.map(one => documents.get(one.name)).filter(Boolean);
  $("documents").replaceChildren(make("h2", {}, say("documents")), make("ul", {}, ...known.map(item)));
  $("documents").scrollTop = at;
}

function go(about, page, top) {
  const element = about.shown[page];
  if (!element) return about.section.scrollIntoView();
  main.scrollTop = element.offsetTop + top * element.scale - 20;
  element.focus({ preventScroll: true });
}

function listFindings() {
  const all = [...state.findings ?? []];
  for (const about of documents.values()) {
    all.push(...about.findings.map(one => ({ ...one, document: about.name })));
  }
  const list = all.length ? findings(all) : make("p", {}, say("no_finding"));
  $("findings").replaceChildren(make("h2", { tabindex: -1 }, `${say("findings")} (${all.length})`), list);
}

function findings(all) {
  const item = (one, n) => {
    const where = one.file ? make("button", { type: "button", class: "where", onclick: () => place(one) }, `${one.file}:${one.line}`) : null;
    const cure = one.cure ? make("button", { type: "button", onclick: () => fix(one) }, say("cure")) : null;
    const show = state.findings?.[n] === one ? make("button", { type: "button", onclick: () => showFinding(n) }, say("show")) : null;
    return make("li", { class: one.severity }, make("strong", {}, `${one.word}: `), one.message,
      make("p", { class: "help" }, one.help), where, " ", show, " ", cure);
  };
  return make("ul", { class: "list" }, ...all.map(item));
}

async function fix({ code, file, line, column }) {
  const answer = await ask({ ask: "fix", code, file, line, column });
  await refresh();
  tell(answer, answer.written ? say("saved", { path: answer.written }) : null);
}

function showFinding(n) {
  const found = marks.find(one => one.finding === n);
  if (!found) return place(state.findings[n]);
  showPlace(found.document, found.page, [found.box], "shown");
}

// Goes to a place on a page and frames it.
function showPlace(name, page, boxes, kind) {
  const about = documents.get(name);
  if (!about?.shown[page]) return;
  places = [{ name, page, boxes, kind }];
  go(about, page, boxes[0][1] - 100);
  mark();
}

// Frames what findings are about, and what was looked for.
function mark(only) {
  for (const about of documents.values()) {
    for (const element of about.shown) {
      if (only && element !== only || !element.drawn) continue;
      element.querySelectorAll(".frame:not(.changed)").forEach(one => one.remove());
      const { name, page } = element.about;
      for (const one of marks) {
        if (one.document === name && one.page === page) {
          frame(element, `finding ${state.findings[one.finding]?.severity}`, one.box);
        }
      }
      for (const one of places) {
        if (one.name === name && one.page === page) one.boxes.forEach(box => frame(element, one.kind, box));
      }
    }
  }
}

async function search(event) {
  event.preventDefault();
  const answer = await ask({ ask: "search", words: $("words").value });
  const list = answer.places.slice(0, 100).map(one => {
    const about = documents.get(one.document);
    const [before, word, behind] = one.words;
    return make("li", {}, make("button", { type: "button", onclick: () => showPlace(one.document, one.page, one.boxes, "found") },
      `${about.file}, ${say("page", { n: one.page + 1, all: about.pages.length })}`), make("div", {}, before, make("mark", {}, word), behind));
  });
  const count = say(answer.more ? "found_more" : "found", { n: answer.places.length });
  $("source").replaceChildren(make("h2", { tabindex: -1 }, count), make("ul", { class: "list" }, ...list));
  if (answer.places.length) {
    const [first] = answer.places;
    showPlace(first.document, first.page, first.boxes, "found");
  }
}

// ---- Tools.

function resize(factor) {
  zoom = Math.max(0.3, Math.min(4, zoom * factor));
  sessionStorage.setItem("zoom", zoom);
  $("zoom").textContent = `${Math.round(zoom * 100)}%`;
  const share = main.scrollTop / Math.max(1, main.scrollHeight);
  for (const about of documents.values()) {
    about.shown.forEach((element, n) => {
      size(element, about.pages[n]);
      element.querySelectorAll(".piece").forEach(own => {
        own.style.fontSize = `${element.pieces[own.dataset.n].box[3] * element.scale * 0.8}px`;
      });
    });
  }
  main.scrollTop = share * main.scrollHeight;
}

// All pages of the document in sight, then the browser's own print.
async function print() {
  const name = [...documents.keys()].sort((a, b) => distance(a) - distance(b))[0];
  for (const about of documents.values()) about.section.hidden = about.name !== name;
  for (const element of documents.get(name).shown) {
    element.near = true;
    mount(element);
  }
  await paint();
  window.print();
  for (const about of documents.values()) about.section.hidden = false;
}

async function undo() {
  const answer = await ask({ ask: "undo" });
  await refresh();
  tell(answer, answer.written ? say("saved", { path: answer.written }) : null);
}

// ---- Changes of files come as lines of a stream that does not end.

async function listen() {
  for (;;) {
    try {
      const response = await fetch("/changes", { headers: { "X-Ikigen-Token": token } });
      const stream = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { value, done } = await stream.read();
        if (done) break;
        if (value.includes("data:")) refresh();
      }
    } catch {
      banner(say("gone"));
    }
    await new Promise(wake => setTimeout(wake, 2000));
  }
}

async function start() {
  const response = await fetch("/words", { headers: { "X-Ikigen-Token": token } });
  if (!response.ok) {
    const lost = { id: "Bukalah alamat lengkap yang dicetak `ikigen preview`.", en: "Open the whole address that `ikigen preview` printed." };
    return banner(lost[document.documentElement.lang]);
  }
  words = await response.json();
  document.title = $("title").textContent = say("title");
  document.querySelector("label[for=words]").textContent = say("search");
  $("words").placeholder = say("search");
  $("smaller").setAttribute("aria-label", say("zoom_out"));
  $("larger").setAttribute("aria-label", say("zoom_in"));
  $("undo").textContent = say("undo");
  $("print").textContent = say("print");
  $("documents").setAttribute("aria-label", say("documents"));
  $("side").setAttribute("aria-label", `${say("source")}, ${say("findings")}`);
  $("source").replaceChildren(heading(), make("p", {}, say("source_hint")));
  $("zoom").textContent = `${Math.round(zoom * 100)}%`;
  banner(say("working"));
  $("search").addEventListener("submit", search);
  $("smaller").addEventListener("click", () => resize(1 / 1.2));
  $("larger").addEventListener("click", () => resize(1.2));
  $("undo").addEventListener("click", undo);
  $("print").addEventListener("click", print);
  addEventListener("resize", () => resize(1));
  listen();
}

start();
