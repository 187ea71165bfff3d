import { z } from 'zod';
import type { CaseRow } from '../../workers/store/cases.ts';
import type { Access } from '../access.ts';
import { calendarsOf } from '../clocks/calendars.ts';
import { remainingOf, urgencyOf } from '../clocks/remaining.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import { pressingClock } from '../tasks/inbox.ts';
import type { CaseItem, CaseQueryInput } from './schema.ts';

interface Asking {
  readonly access: Access;
  readonly query: CaseQueryInput;
  readonly lang: Lang;
  readonly now: Date;
}

const place = z.strictObject({ receivedAt: z.iso.datetime(), id: z.string() });

async function itemsOf(
  deps: ApiDeps,
  rows: readonly CaseRow[],
  { lang, now }: Asking,
): Promise<CaseItem[]> {
  const pressing = rows.map(({ clocks }) => pressingClock(clocks));
  const [subjects, records, units] = await Promise.all([
    deps.inbox.subjects(rows.map(({ _id }) => _id)),
    deps.inbox.clocks(pressing.flatMap((clock) => clock?.clockId ?? [])),
    deps.units.list(),
  ]);
  const calendarOf = await calendarsOf(deps.calendars, [...records.values()]);
  return rows.map((row, index) => {
    const { _id, number, status, topic, channel, receivedAt } = row;
    const record = records.get(pressing[index]?.clockId ?? '');
    const calendar = record === undefined ? null : calendarOf(record);
    const unit = units.find((one) => one._id === row.unitId) ?? null;
    const isCounted = record !== undefined && calendar !== null;
    return {
      ...{ id: _id, number, status, topic, channel },
      subject: subjects.get(_id) ?? '',
      unitName: unitNameOf(unit, lang),
      receivedAt: receivedAt.toISOString(),
      dueAt: (pressing[index]?.dueAt ?? row.dueAt)?.toISOString() ?? null,
      urgency: record === undefined ? 'none' : urgencyOf({ ...record, id: record._id }, now),
      otherDeadline: row.referral?.deadline?.toISOString() ?? null,
      provisional: record?.provisional ?? false,
      remaining: isCounted ? remainingOf(record, calendar, now) : null,
    };
  });
}

/** One page of the cases somebody may see, with how many there are in all. */
export async function casePage(deps: ApiDeps, asking: Asking) {
  const { access, query, now } = asking;
  if (access.readable === null) return { items: [], next: null, total: 0 };
  const after = query.cursor === undefined ? null : fromCursor(place, query.cursor);
  const wanted = {
    access: access.readable,
    status: query.status ?? null,
    unitIds: query.unit === undefined ? null : await deps.units.withDescendants([query.unit]),
    topic: query.topic ?? null,
    channel: query.channel ?? null,
    words: query.q || null,
    rung: query.rung ?? null,
    due: query.due === 'all' ? null : query.due,
    after: after === null ? null : { receivedAt: new Date(after.receivedAt), id: after.id },
    limit: query.limit,
    now,
  };
  const [found, total] = await Promise.all([
    deps.caseList.page(wanted),
    deps.caseList.count(wanted),
  ]);
  const rows = found.slice(0, query.limit);
  const last = rows.at(-1);
  const hasMore = found.length > rows.length && last !== undefined;
  const next = hasMore
    ? toCursor({ receivedAt: last.receivedAt.toISOString(), id: last._id })
    : null;
  return { items: await itemsOf(deps, rows, asking), next, total };
}
