// A gateway of its own for a test file: the shipped binary, a free port, a fresh directory.

import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** Population of the nation under test: every persona occurs, and the start takes no time. */
const POPULATION = "100000";

/** Starts the binary that `DINHDANH_BIN` names and resolves when it answers. Stop it with `await gateway.stop()`. */
export async function startGateway() {
  const binary = process.env.DINHDANH_BIN;
  if (!binary) throw new Error("expected `DINHDANH_BIN` to name the gateway's binary; `tests/interop/run` sets it");
  const directory = await mkdtemp(path.join(tmpdir(), "dinhdanh-interop-"));
  const readyFile = path.join(directory, "ready.json");
  const written = fileWritten(directory, "ready.json");
  const gateway = spawn(
    binary,
    ["serve", "--listen", "127.0.0.1:0", "--data", path.join(directory, "data"), "--ready-file", readyFile]
      .concat(["--seed", "7", "--population", POPULATION, "--log", "warn"]),
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let log = "";
  gateway.stderr.setEncoding("utf8").on("data", (text) => (log += text));
  const exited = new Promise((resolve, reject) => {
    gateway.once("error", reject).once("exit", resolve);
  });
  const stopped = exited.then((code) => {
    throw new Error(`expected the gateway to answer, got exit code \`${code}\`: ${log}`);
  });
  await Promise.race([written, stopped]);
  // From here on the end of the process is nobody's surprise.
  stopped.catch(() => {});
  const ready = JSON.parse(await readFile(readyFile, "utf8"));
  return new Gateway(ready, async () => {
    gateway.kill("SIGTERM");
    await exited;
    await rm(directory, { recursive: true, force: true });
    if (/panicked/.test(log)) throw new Error(`expected no panic in the gateway's log, got: ${log}`);
  });
}

/** Resolves when the file is there: the gateway renames it into place, so that a reader never sees half of it. */
function fileWritten(directory, name) {
  return new Promise((resolve, reject) => {
    const watcher = watch(directory, { persistent: false }, (_, changed) => {
      if (changed === name) {
        watcher.close();
        resolve();
      }
    });
    watcher.once("error", reject);
  });
}

class Gateway {
  #realms = 0;

  constructor(ready, stop) {
    /** The ready-file's content. */
    this.ready = ready;
    /** Issuer of the default realm. */
    this.issuer = ready.issuer;
    /** Ends the process and its data. */
    this.stop = stop;
  }

  /** The seeded client of this id, as the ready-file shows it. */
  client(id) {
    return find(this.ready.clients, (client) => client.client_id === id, `client \`${id}\``);
  }

  /** The first citizen who has each of these traits. */
  citizen(...traits) {
    return find(this.ready.citizens, (one) => traits.every((trait) => one.traits.includes(trait)), `citizen \`${traits}\``);
  }

  /** Calls the control API and returns its JSON body, or nothing for 204. */
  async control(method, route, body) {
    const response = await fetch(this.ready.control.url + route, {
      method,
      headers: { authorization: `Bearer ${this.ready.control.token}`, "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${route}: expected success, got ${response.status}: ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  /** Creates a realm where `login_hint` logs in at once, so that a test needs no page. Returns its view. */
  instantRealm() {
    this.#realms += 1;
    return this.control("POST", "/realms", { name: `instant-${this.#realms}`, seed: this.#realms, login: "instant" });
  }

  /** Registers a client in a realm; its redirect URI is on loopback, where any port will do. */
  async register(realm, client) {
    const whole = { name: client.client_id, redirect_uris: ["http://127.0.0.1/callback"], ...client };
    await this.control("PUT", `/realms/${realm}/clients/${client.client_id}`, whole);
    return whole;
  }
}

function find(list, wanted, what) {
  const found = list.find(wanted);
  if (!found) throw new Error(`expected a ${what} in the ready-file, got none`);
  return found;
}
