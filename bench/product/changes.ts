import type { mongo } from 'mongoose';
import type { ActionRow } from '../../workers/store/cases.ts';
import type { Store } from '../../workers/store/connect.ts';
import type { ReplyRow } from '../../workers/store/replies.ts';
import type { TaskRow } from '../../workers/store/tasks.ts';

/** What the script of the product is woken by. */
export interface ChangeTakers {
  readonly task: (task: TaskRow) => void;
  readonly reply: (caseId: string) => void;
  /** The case was archived, or refused and the citizen told. */
  readonly end: (caseId: string) => void;
}

type Watched = TaskRow | ReplyRow | ActionRow;

const full = (name: string) => `fullDocument.${name}`;
/** Chosen in the database: the script must not cost more than a desk's event stream does. */
const wanted = {
  operationType: 'insert',
  $or: [
    { 'ns.coll': 'tasks', [full('state')]: 'open' },
    { 'ns.coll': 'replies' },
    { 'ns.coll': 'actions', [full('type')]: 'archive' },
    { 'ns.coll': 'actions', [full('type')]: 'notify', [full('data.notice')]: 'refused' },
  ],
} as const;

/** Watches the database by one change stream, as the api does. Returns the way to stop. */
export function watchChanges(store: Store, takers: ChangeTakers): () => Promise<void> {
  const stream: mongo.ChangeStream<Watched> = store.database().watch<Watched>([{ $match: wanted }]);
  stream.on('change', (change) => {
    if (change.operationType !== 'insert') return;
    const row = change.fullDocument;
    if ('elementInstanceKey' in row) takers.task(row);
    else if ('publishedAt' in row) takers.reply(row._id);
    else takers.end(row.caseId);
  });
  return () => stream.close();
}
