// Ports on the loopback address.
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';

const host = '127.0.0.1';

/**
 * @param {number} port
 * @returns {Promise<boolean>} whether nobody listens there now
 */
export function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * A port nobody listens on, outside the range the system hands out for outgoing connections.
 *
 * @param {ReadonlySet<number>} [taken] ports promised to others
 * @returns {Promise<number>}
 */
export async function anyFreePort(taken = new Set()) {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (!taken.has(port) && (await isFree(port))) return port;
  }
}

/**
 * Ports nobody listens on, one for each name and no two the same.
 *
 * @template {string} Name
 * @param {readonly Name[]} names
 * @returns {Promise<Record<Name, number>>}
 */
export async function anyFreePorts(names) {
  /** @type {Map<number, Name>} */
  const chosen = new Map();
  for (const name of names) chosen.set(await anyFreePort(new Set(chosen.keys())), name);
  const ports = [...chosen].map(([port, name]) => [name, port]);
  return /** @type {Record<Name, number>} */ (Object.fromEntries(ports));
}

/**
 * The wished port, or the next free one above it.
 *
 * @param {number} wished
 * @param {ReadonlySet<number>} [taken]
 * @returns {Promise<number>}
 */
export async function freePortFrom(wished, taken = new Set()) {
  for (let port = wished; port < wished + 500; port += 1) {
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  return anyFreePort(taken);
}

/**
 * @template {string} Name
 * @typedef {{ ports: Record<Name, number>, moved: { name: Name, wished: number, port: number }[] }} ChosenPorts
 */

/**
 * Chooses a port for each part: the one of the last start, else the usual one, else another.
 *
 * @template {string} Name
 * @param {readonly Name[]} names
 * @param {Record<Name, number>} usual
 * @param {string} file remembers the choice from one start to the next
 * @param {Partial<Record<Name, number>>} [ordered] asked for by the person; wins over the memory
 * @returns {Promise<ChosenPorts<Name>>}
 */
export async function choosePorts(names, usual, file, ordered = {}) {
  const remembered = await readPorts(file);
  /** @param {Name} name */
  const wishOf = (name) => ordered[name] ?? remembered.get(name) ?? usual[name];
  /** @type {Set<number>} */
  const taken = new Set();
  /** @type {ChosenPorts<Name>} */
  const chosen = { ports: { ...usual }, moved: [] };
  for (const [index, name] of names.entries()) {
    const wished = wishOf(name);
    // One that has to move must not push the next one off its place.
    const others = new Set([...taken, ...names.slice(index + 1).map(wishOf)]);
    others.delete(taken.has(wished) ? -1 : wished);
    const port = await freePortFrom(wished, others);
    if (port !== wished) chosen.moved.push({ name, wished, port });
    chosen.ports[name] = port;
    taken.add(port);
  }
  await writeFile(file, `${JSON.stringify(chosen.ports, null, 2)}\n`);
  return chosen;
}

/**
 * @param {string} file
 * @returns {Promise<Map<string, number>>} empty when there is none or it cannot be read
 */
async function readPorts(file) {
  try {
    /** @type {Record<string, unknown>} */
    const kept = JSON.parse(await readFile(file, 'utf8'));
    /** @type {Map<string, number>} */
    const ports = new Map();
    for (const [name, port] of Object.entries(kept)) {
      if (typeof port === 'number') ports.set(name, port);
    }
    return ports;
  } catch {
    return new Map();
  }
}
