import { type Decision, readDecisions } from '../../zeebe/lint/decision.ts';
import { textProblems } from '../../zeebe/lint/read-text.ts';
import { parseDecisions, parseDiagram } from '../../zeebe/lint/read-xml.ts';
import type { Resource } from '../../zeebe/port.ts';
import { readScenario } from '../scenario.ts';
import type { Change } from './change.ts';
import { partChanges } from './diagram.ts';
import { formChanges } from './form.ts';
import { scenarioChanges } from './scenario.ts';
import { type ComparedTable, compareTables, tableChanges } from './table.ts';

export type ModelKind = 'bpmn' | 'dmn' | 'form' | 'scenario';

/** What differs between two versions of one file. */
export interface FileDifference {
  readonly name: string;
  readonly model: ModelKind;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly changes: readonly Change[];
  /** Decision tables laid upon each other, for a file of decisions. */
  readonly tables: readonly ComparedTable[];
}

/** Two versions of a text; null where there was or is no such file. */
interface Sides {
  readonly before: string | null;
  readonly after: string | null;
}

type Found = Pick<FileDifference, 'changes' | 'tables'>;

/** A file that differs in what no parser tells, or cannot be read any more: it is named, not passed over. */
const onlyText: Change = {
  kind: 'changed',
  element: null,
  words: { key: 'difference.only-text' },
};
const unreadable: Change = {
  kind: 'changed',
  element: null,
  words: { key: 'difference.unreadable' },
};

async function diagrams({ before, after }: Sides): Promise<Found> {
  const [was, now] = await Promise.all(
    [before, after].map((xml) => (xml === null ? null : parseDiagram(xml))),
  );
  const isBroken = was?.root === null || now?.root === null;
  const changes = isBroken ? [unreadable] : partChanges(was?.root ?? null, now?.root ?? null);
  return { changes, tables: [] };
}

async function decisions({ before, after }: Sides): Promise<Found> {
  const [was, now] = await Promise.all(
    [before, after].map((xml) => (xml === null ? null : parseDecisions(xml))),
  );
  if (was?.root === null || now?.root === null) return { changes: [unreadable], tables: [] };
  const read = (root: unknown) =>
    new Map((root ? readDecisions(root) : []).map((one): [string, Decision] => [one.id, one]));
  const [old, fresh] = [read(was?.root), read(now?.root)];
  const ids = [...new Set([...fresh.keys(), ...old.keys()])];
  const tables = ids.map((id) => compareTables(old.get(id) ?? null, fresh.get(id) ?? null));
  const rows = ids.flatMap((id) => {
    const [one, other] = [old.get(id), fresh.get(id)];
    return one === undefined || other === undefined ? [] : tableChanges(one, other);
  });
  const parts = partChanges(was?.root ?? null, now?.root ?? null);
  return { changes: [...parts, ...rows], tables };
}

function readJson(text: string | null): unknown {
  if (text === null || textProblems('.form', text).length > 0) return null;
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch {
    return null;
  }
}

function forms({ before, after }: Sides): Found {
  const [was, now] = [readJson(before), readJson(after)];
  const isBroken = (before !== null && was === null) || (after !== null && now === null);
  return { changes: isBroken ? [unreadable] : formChanges(was, now), tables: [] };
}

function examples({ before, after }: Sides): Found {
  const [was, now] = [before, after].map((text) => (text === null ? null : readScenario(text)));
  const isBroken = (before !== null && !was) || (after !== null && !now);
  return {
    changes: isBroken ? [unreadable] : scenarioChanges(was ?? null, now ?? null),
    tables: [],
  };
}

function kindOf(name: string): ModelKind {
  if (name.endsWith('.bpmn')) return 'bpmn';
  if (name.endsWith('.dmn')) return 'dmn';
  return name.endsWith('.form') ? 'form' : 'scenario';
}

async function look(model: ModelKind, sides: Sides): Promise<Found> {
  switch (model) {
    case 'bpmn':
      return diagrams(sides);
    case 'dmn':
      return decisions(sides);
    case 'form':
      return forms(sides);
    case 'scenario':
      return examples(sides);
  }
}

/** What differs between two versions of one file; null when nothing does. */
export async function compareFile(
  name: string,
  before: string | null,
  after: string | null,
): Promise<FileDifference | null> {
  if (before === after) return null;
  const model = kindOf(name);
  const kind = before === null ? 'added' : after === null ? 'removed' : 'changed';
  const { changes, tables } = await look(model, { before, after });
  const told = changes.length === 0 && kind === 'changed' ? [onlyText] : changes;
  return { name, model, kind, changes: told, tables };
}

/** What differs between two sets of files, file by file, by name. */
export async function compareSets(
  before: readonly Resource[],
  after: readonly Resource[],
): Promise<FileDifference[]> {
  const was = new Map(before.map(({ name, content }) => [name, content]));
  const now = new Map(after.map(({ name, content }) => [name, content]));
  const names = [...new Set([...was.keys(), ...now.keys()])].sort();
  const found = await Promise.all(
    names.map((name) => compareFile(name, was.get(name) ?? null, now.get(name) ?? null)),
  );
  return found.flatMap((one) => one ?? []);
}
