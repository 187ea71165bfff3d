import type { Status } from '../../processes/complaint/statuses.ts';
import { type RotaDocument, rotaDocument } from '../../processes/rota/rota.ts';
import { rotaProblems } from '../../processes/rota/turns.ts';
import type { SettingIssue } from '../../processes/settings/issue.ts';
import { personDocument, personProblems } from '../../processes/settings/person.ts';
import { removedTopics, topicProblems, topicsDocument } from '../../processes/settings/topics.ts';
import { unitDocument, unitProblems } from '../../processes/settings/unit.ts';
import type { CaseRow } from './cases.ts';
import { topicsInForce } from './house-settings.ts';
import type { SettingPlace } from './setting-homes.ts';
import type { Stores } from './stores.ts';
import { isStanding } from './units.ts';

export type FactDeps = Pick<Stores, 'store' | 'settings' | 'units' | 'users'>;

/** What somebody of the house still has to do something for. */
const openStatuses: readonly Status[] = [
  'received',
  'accepted',
  'assigned',
  'proposed',
  'drafted',
  'signed',
];

/** How many cases a unit still works on. */
export function countOpenCases({ store }: Pick<FactDeps, 'store'>, unitId: string) {
  return store
    .rows<CaseRow>('cases')
    .countDocuments({ unitId, status: { $in: [...openStatuses] } });
}

async function topicsWithCases({ store }: FactDeps, topics: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    topics.map((topic) =>
      store.rows<CaseRow>('cases').findOne({ topic }, { projection: { _id: 1 } }),
    ),
  );
  return topics.filter((_, index) => found[index] !== null);
}

async function unitsStanding({ units }: FactDeps, at: Date) {
  return (await units.list()).filter((unit) => isStanding(unit, at));
}

async function rotaIssues({ users }: FactDeps, after: RotaDocument): Promise<SettingIssue[]> {
  const people = await users.list();
  return rotaProblems(
    after,
    people.map(({ _id }) => _id),
  );
}

/** What stands against a change as things are now. */
export async function issuesNow(
  deps: FactDeps,
  { kind, key }: SettingPlace,
  { before, after }: { readonly before: unknown; readonly after: unknown },
  at: Date,
): Promise<SettingIssue[]> {
  if (kind === 'rotas') return rotaIssues(deps, rotaDocument.parse(after));
  if (kind !== 'topics' && kind !== 'unit' && kind !== 'person') return [];
  const standing = await unitsStanding(deps, at);
  const units = standing.map(({ _id }) => _id);
  // What was there before stays as it was: nobody is kept from another change by a unit that was dissolved since.
  if (kind === 'topics') {
    const [was, next] = [topicsDocument.parse(before), topicsDocument.parse(after)];
    const used = await topicsWithCases(deps, removedTopics(was, next));
    const named = was.items.flatMap(({ unitId }) => unitId ?? []);
    return topicProblems(next, used, [...units, ...named]);
  }
  if (kind === 'person') {
    const held = personDocument.parse(before).roles.map(({ unitId }) => unitId);
    return personProblems(personDocument.parse(after), [...units, ...held]);
  }
  const [openCases, { items }] = await Promise.all([
    countOpenCases(deps, key),
    topicsInForce(deps.settings),
  ]);
  const children = standing.filter(({ parentId }) => parentId === key).length;
  const topics = [...items.map(({ id }) => id), ...unitDocument.parse(before).duties];
  return unitProblems(unitDocument.parse(after), {
    ...{ unitId: key, openCases, children, topics, units },
  });
}
