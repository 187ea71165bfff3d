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

/** Watches the database as the desk's event stream does. Returns the way to stop. */
export function watchChanges(store: Store, takers: ChangeTakers): () => Promise<void> {
  const inserted = { operationType: 'insert' } as const;
  const tasks = store
    .rows<TaskRow>('tasks')
    .watch([{ $match: { ...inserted, 'fullDocument.state': 'open' } }]);
  tasks.on('change', (change) => {
    if (change.operationType === 'insert') takers.task(change.fullDocument);
  });
  const replies = store.rows<ReplyRow>('replies').watch([{ $match: inserted }]);
  replies.on('change', (change) => {
    if (change.operationType === 'insert') takers.reply(change.fullDocument._id);
  });
  const ends = store.rows<ActionRow>('actions').watch([
    {
      $match: {
        ...inserted,
        $or: [
          { 'fullDocument.type': 'archive' },
          { 'fullDocument.type': 'notify', 'fullDocument.data.notice': 'refused' },
        ],
      },
    },
  ]);
  ends.on('change', (change) => {
    if (change.operationType === 'insert') takers.end(change.fullDocument.caseId);
  });
  return async () => {
    await Promise.all([tasks.close(), replies.close(), ends.close()]);
  };
}
