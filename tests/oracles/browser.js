// Drives Debian's Chromium over a pipe, without a library: the DevTools protocol is JSON between zero bytes.
"use strict";
const { spawn } = require("child_process");

// Starts Chromium with a profile of its own in `folder`; gives a page to drive.
async function open(folder, { width = 1400, height = 1000 } = {}) {
    const chromium = spawn("chromium", ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
        "--no-first-run", `--user-data-dir=${folder}`, `--window-size=${width},${height}`, "about:blank"],
        { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    const [, , , input, output] = chromium.stdio;
    const waiting = new Map();
    let number = 0;
    let rest = "";
    output.on("data", data => {
        rest += data;
        const messages = rest.split("\0");
        rest = messages.pop();
        for (const text of messages) {
            const message = JSON.parse(text);
            const done = waiting.get(message.id);
            waiting.delete(message.id);
            if (done) message.error ? done.reject(new Error(message.error.message)) : done.resolve(message.result);
        }
    });
    const send = (method, params = {}, sessionId) => new Promise((resolve, reject) => {
        number += 1;
        waiting.set(number, { resolve, reject });
        input.write(`${JSON.stringify({ id: number, method, params, sessionId })}\0`);
    });
    const tab = async url => {
        const { targetId } = await send("Target.createTarget", { url: "about:blank" });
        const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
        const call = (method, params) => send(method, params, sessionId);
        // The value of an expression in the page, which may be a promise.
        const run = async expression => {
            const answer = await call("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
            if (answer.exceptionDetails) {
                const { text, exception } = answer.exceptionDetails;
                throw new Error(`${text} ${exception?.description ?? ""} in ${expression.slice(0, 200)}`);
            }
            return answer.result.value;
        };
        // Waits until an expression is true in the page.
        const until = async (expression, what, seconds = 60) => {
            const end = Date.now() + seconds * 1000;
            while (Date.now() < end) {
                if (await run(expression)) return;
                await new Promise(wake => setTimeout(wake, 5));
            }
            throw new Error(`waited ${seconds} s in vain for ${what}`);
        };
        const screenshot = async () => Buffer.from((await call("Page.captureScreenshot", { format: "png" })).data, "base64");
        const click = async (x, y) => {
            const mouse = type => call("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1 });
            await mouse("mousePressed");
            await mouse("mouseReleased");
        };
        await call("Page.navigate", { url });
        return { call, run, until, screenshot, click };
    };
    const close = () => new Promise(done => {
        chromium.on("exit", done);
        chromium.kill();
    });
    return { tab, close };
}

module.exports = { open };
