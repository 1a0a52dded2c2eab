// preview.js IKIGEN PROJECT FOLDER AXE: the judge behind preview.sh. FOLDER: an empty one to work in.
"use strict";
const { spawn } = require("child_process");
const crypto = require("crypto");
const fs = require("fs");
const http = require("http");
const path = require("path");
const browser = require("./browser.js");

const [binary, project, folder, axe] = process.argv.slice(2);
const TEXTS = Number(process.env.TEXTS ?? 15);
const CHANGES = Number(process.env.CHANGES ?? 20);
let failed = 0;

function verdict(good, what) {
    console.log(`${good ? "pass" : "fail"} ${what}`);
    if (!good) failed += 1;
}

// Starts the preview; gives its address.
function start() {
    const child = spawn(binary, ["--project", project, "preview", "--no-open", "--lang", "en"], { stdio: ["ignore", "pipe", "inherit"] });
    return new Promise((resolve, reject) => {
        child.on("exit", code => reject(new Error(`the preview ended with ${code}`)));
        let said = "";
        child.stdout.on("data", data => {
            said += data;
            const found = /http:\S+/.exec(said);
            if (found) resolve({ child, url: found[0] });
        });
    });
}

const median = numbers => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const ready = `document.body?.dataset.ready`;
const visible = `[...document.querySelectorAll(".page")].filter(page => {
    const box = page.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
})`;

// Scrolls a page of a document into sight and waits until it is drawn.
async function show(tab, name, page) {
    await tab.run(`(() => { const all = [...document.querySelectorAll(".page")];
        window.judged = all.find(one => one.about.name === ${JSON.stringify(name)} && one.about.page === ${page});
        judged.scrollIntoView(); })()`);
    await tab.until(`judged.drawn !== null && judged.drawn === judged.look && judged.pieces?.length > 0`, `page ${page} of ${name}`);
}

// Random texts of a document, each clicked with the mouse where it can be seen, against the file itself.
async function texts(tab, name, pages) {
    let right = 0, asked = 0;
    const wrong = [];
    for (let round = 0; asked < TEXTS && round < TEXTS; round += 1) {
        await show(tab, name, crypto.randomInt(pages));
        const boxes = await tab.run(`[...judged.querySelectorAll(".piece.text")].map(one => {
            const box = one.getBoundingClientRect();
            return [box.left, box.top, box.width, box.height];
        }).filter(([left, top, width, height]) => {
            const hit = document.elementFromPoint(left + width / 2, top + height / 2);
            return hit?.classList.contains("piece");
        })`);
        for (let n = 0; n < 5 && boxes.length; n += 1) {
            const [[left, top, width, height]] = boxes.splice(crypto.randomInt(boxes.length), 1);
            await tab.run(`document.getElementById("source").replaceChildren()`);
            await tab.click(left + width * Math.random(), top + height / 2);
            await tab.until(`document.querySelector("#source h2")`, "where a text comes from");
            const [printed, where] = await tab.run(`[document.querySelector("#source q")?.textContent ?? "", document.querySelector("#source .where")?.textContent ?? ""]`);
            const [, file, line] = /^(.*):(\d+)$/.exec(where) ?? [];
            const word = printed.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
            // Items of a list that are printed in one line lead to where the list begins.
            const lines = file ? fs.readFileSync(path.join(project, file), "utf8").split("\n").slice(line - 1, line + 4) : [""];
            const written = /^\s*- /.test(lines[0]) ? lines.join(" ") : lines[0];
            asked += 1;
            if (where && written.includes(word)) right += 1;
            else wrong.push(`${printed} → ${where}: ${written}`);
        }
    }
    verdict(right === asked && asked > 0, `${name}: ${right} of ${asked} random texts lead to their line ${wrong.slice(0, 3).join("; ")}`);
}

// A saved number, until the page that shows it is drawn with the new one.
async function changes(tab) {
    const file = path.join(project, "data/realisasi/2024.yaml");
    const before = fs.readFileSync(file, "utf8");
    const number = /TW4: \{ (\w+): (\d+),/.exec(before);
    const at = number.index + number[0].length - number[2].length - 1;
    // The page with the number.
    const year = await tab.run(`[...document.querySelectorAll(".page")].filter(one => one.about.name === "IKI-2024").length`);
    let there = false;
    for (let page = 3; page < year && !there; page += 1) {
        await show(tab, "IKI-2024", page);
        there = await tab.run(`judged.pieces.some(one => one.kind === "calculation")`);
    }
    const times = [];
    const moved = [];
    for (let n = 0; n < CHANGES; n += 1) {
        const value = String(Number(number[2]) - 1 - (n % 5));
        await tab.run(`new Promise(wake => setTimeout(wake, 100)).then(() => performance.clearMarks())`);
        const old = await tab.run(ready);
        const top = await tab.run(`document.getElementById("pages").scrollTop`);
        const text = `${before.slice(0, at)}${value}${before.slice(at + number[2].length)}`;
        fs.writeFileSync(file, text);
        const saved = Date.now();
        await tab.until(`performance.getEntriesByName("repainted").length > 0`, "a repainted page");
        const painted = await tab.run(`performance.timeOrigin + performance.getEntriesByName("repainted")[0].startTime`);
        times.push(painted - saved);
        await tab.until(`${ready} !== ${JSON.stringify(old)}`, "all documents");
        const now = await tab.run(`document.getElementById("pages").scrollTop`);
        if (now !== top) moved.push(`${top} → ${now}`);
    }
    const flashes = await tab.run(`document.querySelectorAll(".frame.changed").length`);
    verdict(flashes > 0 && flashes < 50, `${flashes} texts that changed flash`);
    fs.writeFileSync(file, before);
    verdict(moved.length === 0, `the page stays where it was scrolled to ${moved.join(", ")}`);
    console.log(`     saved number to repainted page: median ${median(times).toFixed(0)} ms, least ${Math.min(...times).toFixed(0)}, most ${Math.max(...times).toFixed(0)} (${times.length} changes)`);
}

// A broken file, and mended again.
async function broken(tab) {
    const file = path.join(project, "data/realisasi/2024.yaml");
    const before = fs.readFileSync(file, "utf8");
    const count = await tab.run(`document.querySelectorAll(".page").length`);
    fs.writeFileSync(file, before.replace("TW1: {", "TW1: ["));
    await tab.until(`!document.getElementById("banner").hidden`, "the banner");
    const [said, pages, finding] = await tab.run(`[document.getElementById("banner").textContent, document.querySelectorAll(".page").length,
        document.querySelector("#findings .error .where")?.textContent]`);
    verdict(/before the error/.test(said) && pages === count, `a broken file: "${said}", the ${pages} pages stay`);
    verdict(/^data\/realisasi\/2024\.yaml:\d+$/.test(finding ?? ""), `its finding is listed: ${finding}`);
    fs.writeFileSync(file, before);
    await tab.until(`document.getElementById("banner").hidden`, "the banner to go");
    verdict(true, "a mended file: the banner is gone");
}

// A value changed in the page: the file has it, the comment stays, undo brings the old one back.
async function edited(tab) {
    const quarter = `[...document.querySelectorAll("#source .chain button")].find(one => /^Quarter I:/.test(one.textContent))`;
    const year = await tab.run(`[...document.querySelectorAll(".page")].filter(one => one.about.name === "IKI-2024").length`);
    for (let page = 3; page < year && !(await tab.run(`Boolean(${quarter})`)); page += 1) {
        await show(tab, "IKI-2024", page);
        const numbers = await tab.run(`judged.querySelectorAll(".piece.calculation").length`);
        for (let n = 0; n < numbers && !(await tab.run(`Boolean(${quarter})`)); n += 1) {
            await tab.run(`document.getElementById("source").replaceChildren()`);
            await tab.run(`judged.querySelectorAll(".piece.calculation")[${n}].click()`);
            await tab.until(`document.querySelector("#source h2")`, "where a number comes from");
        }
    }
    await tab.run(`${quarter}.click()`);
    await tab.until(`document.querySelector("#source form.value")`, "the values of a quarter");
    const [old, where] = await tab.run(`[document.querySelector("#source form.value input").value, document.querySelector("#source .where").textContent]`);
    const file = path.join(project, where.replace(/:\d+$/, ""));
    const before = fs.readFileSync(file, "utf8");
    await tab.run(`(() => { const form = document.querySelector("#source form.value"); form.querySelector("input").value = "12345"; form.requestSubmit(); })()`);
    await tab.until(`document.querySelector("#source .said")`, "what is said of a change");
    const said = await tab.run(`document.querySelector("#source").innerText`);
    const after = fs.readFileSync(file, "utf8");
    const changed = before.split("\n").filter((text, n) => text !== after.split("\n")[n]);
    const kept = before.length - old.length + 5 === after.length;
    verdict(after.includes("12345") && changed.length === 1 && kept, `a value is changed in the page, and nothing else of its file: ${said.split("\n").slice(2, 6).join(" ")}`);
    await tab.until(`!document.getElementById("undo").disabled`, "a change that can be taken back");
    await tab.run(`document.getElementById("undo").click()`);
    await tab.until(`document.getElementById("undo").disabled`, "the change to be taken back");
    verdict(fs.readFileSync(file, "utf8") === before, "it is taken back");
}

// A page of another site in the same browser.
async function hostile(chromium, url) {
    const [address, token] = url.split("#");
    const told = [];
    const server = http.createServer((request, response) => {
        told.push(request.url);
        response.setHeader("Content-Type", "text/html");
        response.end(`<body><form id="f" method="post" enctype="text/plain" action="${address}ask" target="i"><input name='{"ask":"undo"}' value=""></form><iframe name="i"></iframe><iframe id="j" src="${address}"></iframe></body>`);
    });
    await new Promise(done => server.listen(0, "127.0.0.1", done));
    const tab = await chromium.tab(`http://127.0.0.1:${server.address().port}/`);
    await tab.until(`document.getElementById("f")`, "the hostile page");
    const tried = await tab.run(`(async () => {
        const tries = { };
        const post = options => fetch("${address}ask", { method: "POST", body: '{"ask":"read"}', ...options }).then(r => r.type + r.status, () => "refused");
        tries.plain = await post({ headers: { "Content-Type": "text/plain" } });
        tries.blind = await post({ mode: "no-cors", headers: { "Content-Type": "text/plain" } });
        tries.json = await post({ headers: { "Content-Type": "application/json" } });
        tries.token = await post({ headers: { "Content-Type": "application/json", "X-Ikigen-Token": "${token}" } });
        tries.script = await new Promise(done => { const s = document.createElement("script"); s.src = "${address}page.js"; s.onload = () => done("loaded"); s.onerror = () => done("refused"); document.body.append(s); });
        document.getElementById("f").submit();
        await new Promise(wake => setTimeout(wake, 500));
        let frame = "closed"; try { frame = document.getElementById("j").contentDocument ? "open" : "closed"; } catch { }
        tries.frame = frame;
        return tries;
    })()`);
    server.close();
    const good = tried.plain === "refused" && tried.blind.startsWith("opaque") | tried.blind === "refused" && tried.json === "refused" && tried.token === "refused" && tried.script === "refused" && tried.frame === "closed";
    verdict(good, `a page of another site: ${JSON.stringify(tried)}`);
}

async function accessible(tab, what) {
    await tab.run(fs.readFileSync(axe, "utf8"));
    const found = await tab.run(`axe.run(document, { resultTypes: ["violations"] }).then(r => r.violations.map(v => v.id + ": " + v.help + " " + v.nodes.slice(0, 2).map(n => n.html.slice(0, 120)).join(" | ")))`);
    verdict(found.length === 0, `${what}: axe finds ${found.length} violations ${found.join("; ")}`);
}

async function main() {
    const { child, url } = await start();
    const chromium = await browser.open(path.join(folder, "profile"));
    try {
        const tab = await chromium.tab(url);
        await tab.until(ready, "the documents");
        const documents = await tab.run(`[...document.querySelectorAll(".page")].reduce((all, one) => ({ ...all, [one.about.name]: (all[one.about.name] ?? 0) + 1 }), {})`);
        const mounted = await tab.run(`document.querySelectorAll(".page img").length`);
        verdict(mounted > 0 && mounted < 12, `${Object.values(documents).reduce((a, b) => a + b)} pages, ${mounted} of them drawn`);
        await accessible(tab, "the page");
        for (const [name, pages] of Object.entries(documents)) await texts(tab, name, pages);
        await show(tab, "IKI-2024", 6);
        await tab.run(`judged.querySelector(".piece.calculation").click()`);
        await tab.until(`document.querySelector("#source .chain")`, "the chain of a number");
        await accessible(tab, "the chain of a number");
        await changes(tab);
        await broken(tab);
        await edited(tab);
        await hostile(chromium, url);
        const without = await chromium.tab(url.split("#")[0]);
        await without.until(`document.getElementById("banner")?.hidden === false`, "what is said without a token");
        verdict(await without.run(`document.querySelectorAll(".page").length`) === 0, "without the token there is nothing");
        if (process.env.PICTURES) {
            fs.writeFileSync(path.join(process.env.PICTURES, "wide.png"), await tab.screenshot());
            const phone = await browser.open(path.join(folder, "phone"), { width: 400, height: 800 });
            const small = await phone.tab(url);
            await small.call("Emulation.setDeviceMetricsOverride", { width: 400, height: 800, deviceScaleFactor: 1, mobile: true });
            await small.until(ready, "the documents on a phone");
            await accessible(small, "a narrow window");
            fs.writeFileSync(path.join(process.env.PICTURES, "phone.png"), await small.screenshot());
            await phone.close();
        }
    } finally {
        await chromium.close();
        child.removeAllListeners("exit");
        child.kill();
    }
    process.exit(failed ? 1 : 0);
}

main().catch(error => {
    console.error(error.message);
    process.exit(2);
});
