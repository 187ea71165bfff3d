import { randomUUID } from 'node:crypto';
import { canonicalJson } from '../../processes/canonical-json.ts';
import {
  type SourceSetting,
  type SourcesDocument,
  wordsOf,
} from '../../processes/settings/sources.ts';
import { decodeFeed } from '../../processes/sources/decode-feed.ts';
import { FeedFault } from '../../processes/sources/fault.ts';
import { isWanted, keptMs, keysOf } from '../../processes/sources/find.ts';
import { readFeed } from '../../processes/sources/read-feed.ts';
import type { Now } from '../platform/clock.ts';
import { sha256 } from '../platform/digest.ts';
import { toError } from '../platform/errors.ts';
import type { Logger } from '../platform/logger.ts';
import { sourcesInForce } from '../store/house-settings.ts';
import type { SettingStore } from '../store/settings.ts';
import type { SourceFindStore } from '../store/source-finds.ts';
import type { Looked, SourceStateRow, SourceStateStore } from '../store/source-states.ts';
import { type ReadAnswer, type ReadLimits, readOutside } from './read-outside.ts';

export interface SourceDeps {
  readonly settings: Pick<SettingStore, 'find'>;
  readonly sourceFinds: Pick<SourceFindStore, 'putOnce'>;
  readonly sourceStates: Pick<SourceStateStore, 'claim' | 'done' | 'keepOnly'>;
  readonly now: Now;
  readonly logger: Logger;
  /** Whether loopback and private addresses may be reached. */
  readonly allowPrivate: boolean;
  readonly limits: ReadLimits;
}

const minute = 60_000;
const patienceMs = 5 * minute;
/** So many sources are looked at side by side: a slow one holds up few others. */
const sideBySide = 4;

function headersFor({ etag, modified }: SourceStateRow): Record<string, string> {
  return {
    accept:
      'application/atom+xml, application/rss+xml, application/feed+json, application/xml, */*',
    'user-agent': 'Huiying',
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(modified === null ? {} : { 'if-modified-since': modified }),
  };
}

/** What the other side wants its answer known by, unless it is longer than such marks are. */
function markOf(mark: string | undefined): string | null {
  return mark !== undefined && mark.length <= 200 ? mark : null;
}

async function keepWanted(
  { sourceFinds }: SourceDeps,
  {
    source,
    words,
    answer,
    at,
  }: { source: SourceSetting; words: readonly string[]; answer: ReadAnswer; at: Date },
): Promise<Pick<SourceStateRow, 'read' | 'wanted'>> {
  const outlet = source.zh;
  const text = decodeFeed(answer.body, answer.headers['content-type'] ?? '');
  const entries = readFeed(text, { address: answer.address, outlet, now: at });
  const oldest = at.getTime() - keptMs;
  const wanted = entries.filter(
    (entry) => isWanted(entry, words) && (entry.publishedAt?.getTime() ?? oldest) >= oldest,
  );
  for (const entry of wanted) {
    const keys = keysOf(entry);
    const about = { sourceId: source.id, page: keys.page, outlet, foundAt: at };
    await sourceFinds.putOnce({ ...entry, ...about }, keys);
  }
  return { read: entries.length, wanted: wanted.length };
}

async function lookAt(
  deps: SourceDeps,
  source: SourceSetting,
  words: readonly string[],
  state: SourceStateRow,
): Promise<Looked> {
  const at = deps.now();
  try {
    const answer = await readOutside(source.address, {
      headers: headersFor(state),
      ...{ allowPrivate: deps.allowPrivate, limits: deps.limits },
    });
    const { status, headers } = answer;
    const fine = { lookedAt: at, okAt: at, fault: null, faultStatus: null };
    if (status === 304) return fine;
    if (status < 200 || status >= 300) throw new FeedFault('status', status);
    const counted = await keepWanted(deps, { source, words, answer, at });
    // Noted only now that everything is kept: a look that broke off reads the same answer again.
    const marks = { etag: markOf(headers.etag), modified: markOf(headers['last-modified']) };
    return { ...fine, ...counted, ...marks };
  } catch (error) {
    const isKnown = error instanceof FeedFault;
    if (!isKnown) deps.logger.warn('source.failed', { sourceId: source.id, error: toError(error) });
    const fault = isKnown ? error.code : 'failed';
    return { lookedAt: at, fault, faultStatus: isKnown ? error.status : null };
  }
}

async function lookWhenDue(
  deps: SourceDeps,
  source: SourceSetting,
  document: SourcesDocument,
): Promise<void> {
  const words = wordsOf(document, source);
  const holder = randomUUID();
  const state = await deps.sourceStates.claim(source.id, {
    asked: sha256(canonicalJson({ address: source.address, words })),
    ...{ everyMs: source.every * minute, at: deps.now(), holder, patienceMs },
  });
  if (state === null) return;
  const looked = await lookAt(deps, source, words, state);
  await deps.sourceStates.done(source.id, holder, looked);
  deps.logger.info('source.looked', { sourceId: source.id, fault: looked.fault ?? null });
}

/**
 * Looks at every source that is due, each at its own interval and by one process at a time. What is wrong with one is
 * noted with it and keeps no other waiting; what was found before stays.
 */
export async function lookAtSources(deps: SourceDeps): Promise<void> {
  const document = await sourcesInForce(deps.settings);
  await deps.sourceStates.keepOnly(document.items.map(({ id }) => id));
  const waiting = document.items.filter(({ active }) => active);
  const lookOn = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      await lookWhenDue(deps, next, document);
  };
  await Promise.all(Array.from({ length: sideBySide }, lookOn));
}
