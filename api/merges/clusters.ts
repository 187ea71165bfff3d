import { clustersOf } from '../../processes/similarity/clusters.ts';
import type { CaseRow } from '../../workers/store/cases.ts';
import type { Access } from '../access.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import { presentBrief } from './presenter.ts';
import type { ClusterView } from './schema.ts';

/** More open cases than these are compared only by their newest: the page answers within a second. */
const mostOpen = 5000;
const mostClusters = 100;

interface Asking {
  readonly access: Access;
  readonly topic: string | null;
  readonly lang: Lang;
  readonly now: Date;
}

interface Clusters {
  readonly items: ClusterView[];
  readonly looked: number;
  readonly capped: boolean;
}

function oldestDue(rows: readonly CaseRow[]): string | null {
  const due = rows.flatMap(({ dueAt }) => dueAt?.getTime() ?? []);
  return due.length === 0 ? null : new Date(Math.min(...due)).toISOString();
}

/** Open cases somebody may see, grouped by what they are about and where. */
export async function clustersFor(deps: ApiDeps, asking: Asking): Promise<Clusters> {
  const { access, topic, lang, now } = asking;
  if (access.readable === null) return { items: [], looked: 0, capped: false };
  const open = await deps.caseList.open(access.readable, topic, mostOpen + 1);
  const compared = open.slice(0, mostOpen);
  const byId = new Map(compared.map((row) => [row._id, row]));
  const signed = await deps.signatures.ofCases([...byId.keys()]);
  const clusters = clustersOf(signed, now).slice(0, mostClusters);
  const ids = clusters.flatMap(({ caseIds }) => caseIds);
  const [subjects, places, units] = await Promise.all([
    deps.inbox.subjects(ids),
    deps.complaints.placesOf(clusters.flatMap(({ caseIds }) => caseIds[0] ?? [])),
    deps.units.list(),
  ]);
  const shown = { subjects, units, lang };
  const items = clusters.map(({ caseIds, lastWeek, weekBefore }): ClusterView => {
    const rows = caseIds.flatMap((id) => byId.get(id) ?? []);
    const [oldest] = rows;
    return {
      ...{ topic: oldest?.topic ?? '', place: places.get(oldest?._id ?? '') ?? null },
      ...{ lastWeek, weekBefore, oldestDueAt: oldestDue(rows) },
      cases: rows.map((row) => presentBrief(row, shown)),
    };
  });
  return { items, looked: compared.length, capped: open.length > mostOpen };
}
