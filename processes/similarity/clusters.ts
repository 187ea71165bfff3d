import { type Compared, likenessOf } from './likeness.ts';
import { similaritySettings as settings } from './settings.ts';

/** A signature as it is kept, with the case it is of. */
export interface SignedCase extends Compared {
  readonly caseId: string;
  readonly keys: readonly number[];
}

/** Cases about one matter, the oldest first. */
export interface Cluster {
  readonly caseIds: readonly string[];
  /** How many of them came in the seven days before `now`. */
  readonly lastWeek: number;
  /** How many came in the seven days before those. */
  readonly weekBefore: number;
}

const weekMs = 7 * 86_400_000;

/** Which cases share a key, each pair once. */
function* meetings(cases: readonly SignedCase[]): Generator<readonly [number, number]> {
  const byKey = new Map<number, number[]>();
  for (const [index, { keys }] of cases.entries()) {
    const met = new Set<number>();
    for (const key of keys) {
      const there = byKey.get(key);
      if (there === undefined) byKey.set(key, [index]);
      else {
        // The newest are enough: one link joins a case to its cluster.
        for (const other of there.slice(-settings.mostCandidates)) met.add(other);
        there.push(index);
      }
    }
    for (const other of met) yield [other, index];
  }
}

function rootOf(parents: number[], index: number): number {
  let root = index;
  while ((parents[root] ?? root) !== root) root = parents[root] ?? root;
  parents[index] = root;
  return root;
}

/**
 * Groups cases that are about the same matter: alike pairs, and what hangs together by them. Larger groups first, then
 * those that grow.
 *
 * @param now the seven days are counted back from it
 */
export function clustersOf(given: readonly SignedCase[], now: Date): Cluster[] {
  const cases = [...given].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || (a.caseId < b.caseId ? -1 : 1),
  );
  const parents = cases.map((_, index) => index);
  for (const [left, right] of meetings(cases)) {
    const [a, b] = [cases[left], cases[right]];
    const [rootA, rootB] = [rootOf(parents, left), rootOf(parents, right)];
    if (a === undefined || b === undefined || rootA === rootB) continue;
    if (likenessOf(a, b).score >= settings.sameFrom)
      parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }
  const groups = new Map<number, SignedCase[]>();
  for (const [index, one] of cases.entries()) {
    const root = rootOf(parents, index);
    groups.set(root, [...(groups.get(root) ?? []), one]);
  }
  const since = now.getTime() - weekMs;
  const within = (group: readonly SignedCase[], from: number, until: number) =>
    group.filter(({ at }) => at.getTime() > from && at.getTime() <= until).length;
  return [...groups.values()]
    .filter(({ length }) => length > 1)
    .map((group) => ({
      caseIds: group.map(({ caseId }) => caseId),
      lastWeek: within(group, since, now.getTime()),
      weekBefore: within(group, since - weekMs, since),
    }))
    .sort((a, b) => b.caseIds.length - a.caseIds.length || b.lastWeek - a.lastWeek);
}
