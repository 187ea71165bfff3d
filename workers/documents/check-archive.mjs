// Checks an archive package: every file by its hash, every link of the action log by the one before, every text by the
// digest in the log. Needs nothing but Node 18 or newer, and nobody's server: node check.mjs
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const read = (/** @type {string} */ path) => readFileSync(join(folder, path));
const sha256 = (/** @type {string | Buffer} */ bytes) =>
  createHash('sha256').update(bytes).digest('hex');
const linesOf = (/** @type {string} */ path) =>
  read(path).toString('utf8').split('\n').filter(Boolean);

/** @type {string[]} */
const faults = [];

// 1. manifest.txt: "<hash>  <path>", as sha256sum writes it
for (const line of linesOf('manifest.txt')) {
  const [hash = '', path = ''] = [line.slice(0, 64), line.slice(66)];
  let found = '';
  try {
    found = sha256(read(path));
  } catch {
    // It is missing.
  }
  if (found !== hash) faults.push(`${path}: not the file that was packed`);
}

// 2. chain/actions.txt: "<hash> <link>"; each link names the hash before it
let before = '';
/** @type {Map<string, string>} */
const digests = new Map();
const links = linesOf('chain/actions.txt');
for (const [index, line] of links.entries()) {
  const hash = line.slice(0, 64);
  const text = line.slice(65);
  const link = JSON.parse(text);
  if (sha256(text) !== hash || link.prev !== before || link.n !== index)
    faults.push(`link ${index} (${link.type}) does not hold`);
  for (const [id, digest] of Object.entries(link.digests)) digests.set(id, String(digest));
  before = hash;
}

// 3. chain/texts.txt: "<id> <salt> <text>"; the digest of salt, line break and text stands in the log
const texts = linesOf('chain/texts.txt');
for (const line of texts) {
  const [id = '', salt = ''] = line.split(' ', 2);
  const text = line.slice(id.length + salt.length + 2);
  if (sha256(`${salt}\n${text}`) !== digests.get(id))
    faults.push(`text ${id} is not the one in the log`);
}

for (const fault of faults) process.stdout.write(`- ${fault}\n`);
process.stdout.write(`${links.length} links, ${texts.length} texts, head ${before}\n`);
process.stdout.write(faults.length === 0 ? 'OK 完好\n' : `${faults.length} FAULTS 有误\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
