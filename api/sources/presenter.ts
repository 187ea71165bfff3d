import type { SourceSetting } from '../../processes/settings/sources.ts';
import { nameIn } from '../../processes/settings/words.ts';
import type { SourceFindRow, SourceReport } from '../../workers/store/source-finds.ts';
import type { SourceStateRow } from '../../workers/store/source-states.ts';
import type { Lang } from '../language.ts';
import type { FindView, ReportView, SourceStateView } from './schema.ts';

/** Names of outlets and people in the reader's language. */
export interface FindNames {
  /** By the code of the source; a source that was removed is called as it was. */
  readonly outlets: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
}

const timeOf = ({ publishedAt, foundAt }: SourceReport) => (publishedAt ?? foundAt).getTime();

function presentReport(report: SourceReport, { outlets }: FindNames): ReportView {
  const { title, link, outlet, sourceId, publishedAt, foundAt } = report;
  return {
    ...{ title, link, outlet: outlets.get(sourceId) ?? outlet },
    publishedAt: publishedAt?.toISOString() ?? null,
    foundAt: foundAt.toISOString(),
  };
}

/** A matter with all its reports; it is known by the earliest. */
export function presentFind(row: SourceFindRow, names: FindNames): FindView {
  const { _id, state, decidedAt, decidedBy } = row;
  const sorted = [...row.reports].sort((a, b) => timeOf(a) - timeOf(b));
  const reports = sorted.map((report) => presentReport(report, names));
  const dated = reports.find(({ publishedAt }) => publishedAt !== null);
  const first = dated ?? reports[0];
  return {
    ...{ id: _id, state, reports },
    ...{ title: first?.title ?? '', link: first?.link ?? '', outlet: first?.outlet ?? '' },
    excerpt: sorted.find(({ excerpt }) => excerpt !== '')?.excerpt ?? '',
    occurredAt: dated?.publishedAt ?? null,
    decidedAt: decidedAt?.toISOString() ?? null,
    decidedByName: names.people.get(decidedBy?.userId ?? '') ?? null,
  };
}

/** A source with how looking at it goes. */
export function presentState(
  source: SourceSetting,
  row: SourceStateRow | undefined,
  lang: Lang,
): SourceStateView {
  const { id, address, every, active } = source;
  return {
    ...{ id, name: nameIn(source, lang), address, every, active },
    lookedAt: row?.lookedAt?.toISOString() ?? null,
    okAt: row?.okAt?.toISOString() ?? null,
    ...{ fault: row?.fault ?? null, faultStatus: row?.faultStatus ?? null },
    ...{ read: row?.read ?? 0, wanted: row?.wanted ?? 0 },
  };
}
