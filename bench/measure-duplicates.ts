import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { columnsOf, profileSchema } from '../processes/import/profile.ts';
import { type ImportedRequest, readRow } from '../processes/import/read-row.ts';
import { likenessOf } from '../processes/similarity/likeness.ts';
import { similaritySettings } from '../processes/similarity/settings.ts';
import { type Matter, type Signature, signatureOf } from '../processes/similarity/signature.ts';
import { readTable } from '../workers/import/read-table.ts';

const { suggestFrom, sameFrom, mostCandidates, mostElsewhere } = similaritySettings;
/** How many similar cases a person is shown. */
const shown = 5;
const threeDaysMs = 3 * 86_400_000;

interface Written {
  readonly event: string;
  readonly signature: Signature;
  readonly subject: string;
}

async function readWritten(file: string): Promise<Written[]> {
  const text = await readFile(new URL(`duplicates/${file}`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [event = '', date = '', topic = '', place = '', subject = '', body = ''] =
        line.split('\t');
      const at = new Date(`${date}T08:00:00+08:00`);
      const matter: Matter = { subject, text: body, place: place || null, area: null, topic, at };
      return { event, signature: signatureOf(matter), subject };
    });
}

const percent = (part: number, whole: number) =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;

const keysOf = ({ placeKeys, wordKeys }: Signature) => [...placeKeys, ...wordKeys];

function meet(a: Signature, b: Signature): boolean {
  const keys = new Set(keysOf(a));
  return keysOf(b).some((key) => keys.has(key));
}

type Fate = 'right' | 'wrong' | 'missed' | 'unmet' | 'apart';

/** What becomes of a pair: found or not, and whether it ought to be. */
function fateOf(a: Written, b: Written, from: number): Fate {
  const isSame = a.event === b.event;
  if (!meet(a.signature, b.signature)) return isSame ? 'unmet' : 'apart';
  const isFound = likenessOf(a.signature, b.signature).score >= from;
  if (isFound) return isSame ? 'right' : 'wrong';
  return isSame ? 'missed' : 'apart';
}

function tellPair(a: Written, b: Written, fate: Fate): void {
  const { score, text, place } = likenessOf(a.signature, b.signature);
  const why = `score ${score.toFixed(2)} text ${text.toFixed(2)} place ${place ?? '–'}`;
  console.log(`  ${fate.padEnd(6)} ${why}: ${a.subject} | ${b.subject}`);
}

function tellPairs(name: string, written: readonly Written[], from: number, list: boolean): string {
  const tally = { right: 0, wrong: 0, missed: 0, unmet: 0, apart: 0 };
  for (const [index, a] of written.entries())
    for (const b of written.slice(index + 1)) {
      const fate = fateOf(a, b, from);
      tally[fate] += 1;
      if (list && fate !== 'right' && fate !== 'apart') tellPair(a, b, fate);
    }
  const { right, wrong, missed, unmet, apart } = tally;
  const wanted = right + missed + unmet;
  return `${name}, score >= ${from}: precision ${percent(right, right + wrong)}, recall ${percent(right, wanted)} (${right} right, ${wrong} wrong, ${missed} missed, ${unmet} without a common key; ${written.length} complaints, ${wanted + wrong + apart} pairs)`;
}

async function measureWritten(list: boolean): Promise<void> {
  const written = await readWritten('written.tsv');
  const numberOf = ({ event }: Written) => Number(/\d+/.exec(event)?.[0]);
  const half = (odd: boolean) => written.filter((one) => numberOf(one) % 2 === Number(odd));
  const later = await readWritten('written-later.tsv');
  for (const from of [suggestFrom, sameFrom]) {
    console.log(tellPairs('half the settings were chosen on', half(true), from, list));
    console.log(tellPairs('half they were not chosen on', half(false), from, list));
    console.log(tellPairs('both halves', written, from, false));
    console.log(tellPairs('written later', later, from, list));
  }
}

interface Imported {
  readonly request: ImportedRequest;
  readonly signature: Signature;
}

type ByKey = ReadonlyMap<number, readonly Imported[]>;

function newestWith(byKey: ByKey, keys: readonly number[], most: number): Imported[] {
  const met = new Set(keys.flatMap((key) => byKey.get(key)?.slice(-most) ?? []));
  return [...met]
    .sort((a, b) => b.signature.at.getTime() - a.signature.at.getTime())
    .slice(0, most);
}

/** The newest earlier requests that share a key, as the index gives them. */
function earlierOnes(byKey: ByKey, { placeKeys, wordKeys }: Signature): Imported[] {
  const near = newestWith(byKey, placeKeys, mostCandidates);
  return [...new Set([...near, ...newestWith(byKey, wordKeys, mostElsewhere)])];
}

/** The best of them, as they are shown. */
function suggestionsFor(one: Signature, candidates: readonly Imported[]): Imported[] {
  return candidates
    .map((other) => ({ other, ...likenessOf(one, other.signature) }))
    .filter(({ score }) => score >= suggestFrom)
    .sort((a, b) => b.score - a.score || a.daysApart - b.daysApart)
    .slice(0, shown)
    .map(({ other }) => other);
}

async function readRequests(file: string): Promise<ImportedRequest[]> {
  const path = new URL('../processes/import/profiles/boston311.json', import.meta.url);
  const profile = profileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  const requests: ImportedRequest[] = [];
  for await (const { cells } of readTable(file, columnsOf(profile))) {
    const read = cells === null ? null : readRow(cells, profile);
    if (read !== null && 'ok' in read) requests.push(read.ok);
  }
  return requests.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
}

/**
 * The real requests carry neither text of people nor addresses, and nothing says which are duplicates. What can be
 * counted: whether the finder shows what the city filed under the same title in the same neighbourhood within three days.
 */
async function measureImported(file: string): Promise<void> {
  const byKey = new Map<number, Imported[]>();
  const tally = { requests: 0, shown: 0, agreeing: 0, wanted: 0, served: 0 };
  const past: ImportedRequest[] = [];
  let from = 0;
  for (const request of await readRequests(file)) {
    const { subject, text, area, topic, receivedAt: at } = request;
    const signature = signatureOf({ subject, text, place: null, area, topic, at });
    const agrees = (other: ImportedRequest) =>
      other.subject === subject &&
      other.area === area &&
      at.getTime() - other.receivedAt.getTime() <= threeDaysMs;
    while (at.getTime() - (past[from]?.receivedAt ?? at).getTime() > threeDaysMs) from += 1;
    const isWanted = past.slice(from).some(agrees);
    const suggestions = suggestionsFor(signature, earlierOnes(byKey, signature));
    const agreeing = suggestions.filter((other) => agrees(other.request)).length;
    tally.requests += 1;
    tally.shown += suggestions.length;
    tally.agreeing += agreeing;
    tally.wanted += Number(isWanted);
    tally.served += Number(isWanted && agreeing > 0);
    const imported = { request, signature };
    for (const key of keysOf(signature))
      byKey.set(key, [...(byKey.get(key) ?? []).slice(-mostCandidates), imported]);
    past.push(request);
  }
  const { requests, shown: all, agreeing, wanted, served } = tally;
  console.log(
    `imported requests: ${requests}; of ${all} suggestions ${percent(agreeing, all)} have the same title and neighbourhood within three days; of ${wanted} requests with such an earlier one ${percent(served, wanted)} are shown one among ${shown}`,
  );
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'boolean' } },
});
await measureWritten(values.list === true);
const [file] = positionals;
if (file !== undefined) await measureImported(file);
