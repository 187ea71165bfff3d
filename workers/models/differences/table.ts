import type { Decision, Rule } from '../../zeebe/lint/decision.ts';
import type { Words } from '../words.ts';
import { type Change, type ChangeKind, type Fact, factChanges } from './change.ts';
import { movedPlaces } from './sequence.ts';

/** A cell of both versions; null where a version has no such row or column. */
export interface ComparedCell {
  readonly before: string | null;
  readonly after: string | null;
}

/** A row of the two tables laid upon each other. */
export interface ComparedRow {
  readonly id: string;
  readonly kind: ChangeKind | 'same';
  /** True also for a changed row that stands elsewhere. */
  readonly moved: boolean;
  /** Numbers as case files quote them, from 1. */
  readonly numberBefore: number | null;
  readonly numberAfter: number | null;
  /** One for each column, then the annotation. */
  readonly cells: readonly ComparedCell[];
}

/** Two versions of a decision table laid upon each other, in the order of the new one. */
export interface ComparedTable {
  readonly decision: string;
  readonly name: string;
  readonly columns: readonly { readonly title: string; readonly output: boolean }[];
  readonly rows: readonly ComparedRow[];
}

interface Column {
  readonly key: string;
  readonly title: string;
  readonly output: boolean;
  readonly facts: ReadonlyMap<string, Fact>;
}

const fact = (word: string, value: string): [string, Fact] => [word, { word, of: '', value }];

function columnsOf({ inputs, outputs }: Decision): Column[] {
  const ins = inputs.map(({ id, expression, typeRef, label, values }) => ({
    ...{ key: `in:${id || expression}`, title: label || expression, output: false },
    facts: new Map([
      fact('column-label', label),
      fact('column-expression', expression),
      fact('column-type', typeRef),
      fact('column-values', values),
    ]),
  }));
  const outs = outputs.map(({ id, name, typeRef, label }) => ({
    ...{ key: `out:${id || name}`, title: label || name, output: true },
    facts: new Map([
      fact('column-label', label),
      fact('column-name', name),
      fact('column-type', typeRef),
    ]),
  }));
  return [...ins, ...outs];
}

/** The cells of a row by column. */
function cellsOf(decision: Decision, rule: Rule): ReadonlyMap<string, string> {
  const texts = [...rule.inputs, ...rule.outputs];
  return new Map(columnsOf(decision).map(({ key }, at) => [key, texts[at] ?? '']));
}

const contentOf = ({ inputs, outputs }: Rule) => JSON.stringify([inputs, outputs]);

/** The row of the old table that a row was: by its id, else one nobody claims with the same cells. */
function matchRows(before: readonly Rule[], after: readonly Rule[]): Map<Rule, Rule> {
  const byId = new Map(before.filter(({ id }) => id !== '').map((rule) => [rule.id, rule]));
  const pairs = new Map<Rule, Rule>();
  for (const rule of after) {
    const same = byId.get(rule.id);
    if (same !== undefined) pairs.set(rule, same);
  }
  const claimed = new Set(pairs.values());
  const free = before.filter((rule) => !claimed.has(rule));
  for (const rule of after.filter((one) => !pairs.has(one))) {
    const at = free.findIndex((one) => contentOf(one) === contentOf(rule));
    const [same] = at < 0 ? [] : free.splice(at, 1);
    if (same !== undefined) pairs.set(rule, same);
  }
  return pairs;
}

function unitedColumns(before: Decision | null, after: Decision | null): Column[] {
  const now = after === null ? [] : columnsOf(after);
  const gone = (before === null ? [] : columnsOf(before)).filter(
    ({ key }) => !now.some((column) => column.key === key),
  );
  const all = [...now, ...gone];
  return [...all.filter(({ output }) => !output), ...all.filter(({ output }) => output)];
}

interface Sides {
  readonly before: Decision | null;
  readonly after: Decision | null;
}

function comparedCells(
  { before, after }: Sides,
  was: Rule | null,
  now: Rule | null,
): ComparedCell[] {
  const old = before === null || was === null ? null : cellsOf(before, was);
  const fresh = after === null || now === null ? null : cellsOf(after, now);
  const cells = unitedColumns(before, after).map(({ key }) => ({
    before: old?.get(key) ?? null,
    after: fresh?.get(key) ?? null,
  }));
  return [...cells, { before: was?.annotation ?? null, after: now?.annotation ?? null }];
}

function rowsOf(sides: Sides): ComparedRow[] {
  const [before, after] = [sides.before?.rules ?? [], sides.after?.rules ?? []];
  const pairs = matchRows(before, after);
  const kept = after.filter((rule) => pairs.has(rule));
  const order = kept.flatMap((rule) => {
    const was = pairs.get(rule);
    return was === undefined ? [] : [before.indexOf(was)];
  });
  const moved = new Set([...movedPlaces(order)].map((place) => kept[place]));
  const present = after.map((rule, at): ComparedRow => {
    const was = pairs.get(rule) ?? null;
    const cells = comparedCells(sides, was, rule);
    const isChanged = cells.some((cell) => cell.before !== cell.after);
    const isMoved = moved.has(rule);
    const stays = isMoved ? 'moved' : 'same';
    const kind = was === null ? 'added' : isChanged ? 'changed' : stays;
    const numberBefore = was === null ? null : before.indexOf(was) + 1;
    return { id: rule.id, kind, moved: isMoved, numberBefore, numberAfter: at + 1, cells };
  });
  const claimed = new Set(pairs.values());
  const gone = before.filter((rule) => !claimed.has(rule));
  // A row that is gone stands where it stood: after those that were above it.
  return gone.reduce<ComparedRow[]>((rows, rule) => {
    const numberBefore = before.indexOf(rule) + 1;
    const cells = comparedCells(sides, rule, null);
    const row: ComparedRow = {
      ...{ id: rule.id, kind: 'removed', moved: false, numberBefore, numberAfter: null, cells },
    };
    const at = rows.findLastIndex(
      (one) => (one.numberBefore ?? Number.POSITIVE_INFINITY) < numberBefore,
    );
    return rows.toSpliced(at + 1, 0, row);
  }, present);
}

/** Two versions of a decision, row beside row. */
export function compareTables(before: Decision | null, after: Decision | null): ComparedTable {
  const sides = { before, after };
  const one = after ?? before;
  return {
    decision: one?.id ?? '',
    name: one?.name || one?.id || '',
    columns: unitedColumns(before, after).map(({ title, output }) => ({ title, output })),
    rows: rowsOf(sides),
  };
}

function rowWords({ numberAfter, numberBefore }: ComparedRow, table: Words): Words {
  return { key: 'difference.row', params: { table, row: numberAfter ?? numberBefore ?? 0 } };
}

function rowChanges(row: ComparedRow, table: ComparedTable, name: Words): Change[] {
  const what = rowWords(row, name);
  const { kind, id: element } = row;
  if (kind === 'same') return [];
  if (kind === 'added' || kind === 'removed') {
    const side = kind === 'added' ? 'after' : 'before';
    const cells = row.cells.map((cell) => cell[side] || '-').join(' | ');
    const words = { key: `difference.row-${kind}`, params: { what, cells } };
    return [{ kind, element, words }];
  }
  const places = { what, was: row.numberBefore ?? 0, now: row.numberAfter ?? 0 };
  const moved: Change[] = row.moved
    ? [{ kind: 'moved', element, words: { key: 'difference.row-moved', params: places } }]
    : [];
  const cells = row.cells.flatMap(({ before, after }, at): Change[] => {
    if (before === after) return [];
    const title = table.columns[at]?.title;
    const property: Words =
      title === undefined
        ? { key: 'property.annotation' }
        : { key: 'difference.column', params: { title } };
    const params = { what, property, was: before || '-', now: after || '-' };
    return [{ kind: 'changed', element, words: { key: 'difference.changed', params } }];
  });
  return [...moved, ...cells];
}

function columnChanges({ before, after }: Sides, element: string): Change[] {
  const was = new Map((before === null ? [] : columnsOf(before)).map((one) => [one.key, one]));
  const now = new Map((after === null ? [] : columnsOf(after)).map((one) => [one.key, one]));
  const column = ({ title }: Column): Words => ({ key: 'difference.column', params: { title } });
  return [...new Set([...was.keys(), ...now.keys()])].flatMap((key): Change[] => {
    const [old, fresh] = [was.get(key), now.get(key)];
    if (old !== undefined && fresh !== undefined)
      return factChanges(element, column(fresh), old.facts, fresh.facts);
    const one = fresh ?? old;
    if (one === undefined) return [];
    const kind = fresh === undefined ? 'removed' : 'added';
    return [{ kind, element, words: { key: `difference.${kind}`, params: { what: column(one) } } }];
  });
}

/** What differs between the tables of two versions of a decision, in words: columns, rows and their cells. */
export function tableChanges(before: Decision, after: Decision): Change[] {
  const table = compareTables(before, after);
  const kind = { key: 'element.decision' };
  const name: Words = { key: 'difference.named', params: { kind, name: table.name } };
  const policies = [before, after].map(({ hitPolicy }) => new Map([fact('hitPolicy', hitPolicy)]));
  return [
    ...factChanges(table.decision, name, policies[0] ?? new Map(), policies[1] ?? new Map()),
    ...columnChanges({ before, after }, table.decision),
    ...table.rows.flatMap((row) => rowChanges(row, table, name)),
  ];
}
