// The demo as a person starts it: workerd with the storefront and, on the next port, the edge.

import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdtemp, mkdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "./until.mjs";

/** The checkout's root. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

const TARGET = path.resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target");
const XTASK = process.env.ACCOLADE_XTASK ?? path.join(TARGET, "debug", "xtask");
/** Where no system takes ports from by itself, so that only another demo can be in the way. */
const PORTS = [10_000, 30_000];
const TRIES = 5;
const KEYS = ["ACCOLADE_OPERATOR_KEY", "SHOP_SECRET_KEY", "IDENTITY_SECRET"];

/** A folder for what tests write. */
export const SCRATCH = path.join(TARGET, "tmp");

/**
 * @typedef {object} Demo
 * @property {string} shop the storefront's origin
 * @property {string} edge the edge's origin
 * @property {Record<string, string>} keys by the names they have in the data folder
 * @property {() => Promise<void>} stop ends workerd and removes its data
 */

/** Starts a demo with a data folder of its own. @returns {Promise<Demo>} */
export async function startDemo() {
  await mkdir(SCRATCH, { recursive: true });
  const data = await mkdtemp(path.join(SCRATCH, "browser-"));
  // Between finding a port free and listening on it somebody else may: then it is another's turn.
  for (let tries = 1; ; tries += 1) {
    const { demo, log } = await startOn(await freePair(), data);
    if (demo) return demo;
    if (tries < TRIES && /listened on|in use/.test(log)) continue;
    await rm(data, { recursive: true, force: true });
    throw new Error(`the demo did not start:\n${log}`);
  }
}

/** @returns {Promise<{demo?: Demo, log: string}>} */
async function startOn(port, data) {
  const child = spawn(XTASK, ["demo", "--port", String(port), "--data", data], {
    cwd: ROOT,
    env: { ...process.env, ACCOLADE_PREBUILT: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => log.push(text));
  const ended = new Promise((done) => child.once("exit", done));
  // `xtask demo` becomes workerd, so this ends workerd itself.
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    kill();
    await ended;
  };
  const [shop, edge] = [port, port + 1].map((it) => `http://127.0.0.1:${it}`);
  await until(
    () => (child.exitCode === null ? answers(`${shop}/`, `${edge}/healthz`) : log.join("")),
    (seen) => seen === true || child.exitCode !== null,
    "the demo to answer",
  ).catch(async (late) => {
    await stop();
    throw late;
  });
  if (child.exitCode !== null) {
    process.off("exit", kill);
    return { log: log.join("") };
  }
  const demo = {
    shop,
    edge,
    keys: await readKeys(data),
    async stop() {
      await stop();
      await rm(data, { recursive: true, force: true });
    },
  };
  return { demo, log: log.join("") };
}

async function answers(...urls) {
  try {
    const responses = await Promise.all(urls.map((url) => fetch(url)));
    return responses.every((response) => response.ok);
  } catch {
    return false;
  }
}

async function readKeys(data) {
  const read = async (name) => [name, await readFile(path.join(data, "keys", name), "utf8")];
  const pairs = await Promise.all(KEYS.map(read));
  return Object.fromEntries(pairs.map(([name, text]) => [name, text.trim()]));
}

/** A port that is free, and so is its successor. @returns {Promise<number>} */
async function freePair() {
  for (;;) {
    const port = randomInt(...PORTS);
    const pair = await Promise.all([port, port + 1].map((it) => listen(it).catch(() => null)));
    await Promise.all(pair.map((it) => it && new Promise((done) => it.close(done))));
    if (pair.every(Boolean)) return port;
  }
}

function listen(port) {
  return new Promise((done, fail) => {
    const server = createServer().once("error", fail);
    server.listen(port, "127.0.0.1", () => done(server));
  });
}
