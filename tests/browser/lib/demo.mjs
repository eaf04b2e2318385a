// The demo as a person starts it: workerd with the storefront and, on the next port, the edge.

import { spawn } from "node:child_process";
import { mkdtemp, mkdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "./until.mjs";

/** The checkout's root. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

const TARGET = path.resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target");
const XTASK = process.env.ACCOLADE_XTASK ?? path.join(TARGET, "debug", "xtask");
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
  const port = await freePair();
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
  const [shop, edge] = [port, port + 1].map((it) => `http://127.0.0.1:${it}`);
  await until(
    () => (child.exitCode === null ? answers(`${shop}/`, `${edge}/healthz`) : log.join("")),
    (seen) => seen === true || child.exitCode !== null,
    "the demo to answer",
  );
  if (child.exitCode !== null) throw new Error(`the demo did not start:\n${log.join("")}`);
  return {
    shop,
    edge,
    keys: await readKeys(data),
    async stop() {
      process.off("exit", kill);
      kill();
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
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

/** A port whose successor is free too. @returns {Promise<number>} */
async function freePair() {
  const first = await listen(0);
  const { port } = first.address();
  const second = await listen(port + 1).catch(() => null);
  await Promise.all([first, second].map((it) => it && new Promise((done) => it.close(done))));
  return second ? port : freePair();
}

function listen(port) {
  return new Promise((done, fail) => {
    const server = createServer().once("error", fail);
    server.listen(port, "127.0.0.1", () => done(server));
  });
}
