import type { Store } from './connect.ts';

type Index = readonly [
  collection: string,
  keys: Readonly<Record<string, 1 | -1>>,
  options?: {
    unique?: boolean;
    sparse?: boolean;
    expireAfterSeconds?: number;
    partialFilterExpression?: Record<string, unknown>;
  },
];

const week = 7 * 24 * 3600;

/** Every index of the house; made at start, before anybody is served. */
const indexes: readonly Index[] = [
  ['complaints', { idempotencyKey: 1 }, { unique: true }],
  ['complaints', { number: 1 }, { unique: true }],
  [
    'complaints',
    { 'source.profile': 1, 'source.id': 1 },
    { unique: true, partialFilterExpression: { 'source.id': { $type: 'string' } } },
  ],
  [
    'complaints',
    { 'origin.partnerId': 1, receivedAt: -1 },
    { partialFilterExpression: { 'origin.partnerId': { $type: 'string' } } },
  ],
  ['partners', { keyDigest: 1 }, { unique: true }],
  ['board_accounts', { unitId: 1 }],
  ['board_checks', { day: 1 }],
  ['board_messages', { state: 1, foundAt: -1 }],
  ['mails_in', { state: 1, arrivedAt: -1 }],
  ['mails_in', { 'from.address': 1, arrivedAt: -1 }],
  ['cases', { number: 1 }, { unique: true }],
  ['cases', { status: 1, dueAt: 1, _id: 1 }],
  ['cases', { unitId: 1, dueAt: 1, _id: 1 }],
  ['cases', { receivedAt: -1, _id: 1 }],
  ['cases', { closedAt: 1 }],
  [
    'cases',
    { 'referral.reportedAt': 1, closedAt: 1 },
    { partialFilterExpression: { referral: { $exists: true } } },
  ],
  ['actions', { caseId: 1, n: 1 }, { unique: true }],
  ['incidents', { number: 1 }, { unique: true }],
  ['incidents', { status: 1, 'times.raised': -1 }],
  ['incidents', { updatedAt: 1 }],
  ['incident_actions', { caseId: 1, n: 1 }, { unique: true }],
  ['incident_matters', { idempotencyKey: 1 }, { unique: true }],
  [
    'incident_matters',
    { sameAs: 1 },
    { unique: true, partialFilterExpression: { sameAs: { $type: 'string' } } },
  ],
  ['incident_runs', { instanceKey: 1 }],
  ['incident_clocks', { caseId: 1 }],
  ['incident_clocks', { instanceKey: 1 }],
  ['incident_clocks', { status: 1, warnAt: 1 }],
  ['entries', { caseId: 1, at: 1 }],
  ['calendars', { calendarId: 1, version: -1 }, { unique: true }],
  ['clocks', { caseId: 1 }],
  ['clocks', { instanceKey: 1 }],
  ['clock_findings', { goneAt: 1, lastSeenAt: -1 }],
  ['extension_requests', { clockId: 1 }],
  ['extension_requests', { caseId: 1 }],
  ['extension_requests', { instanceKey: 1 }],
  ['clocks', { status: 1, dueAt: 1 }],
  ['clocks', { status: 1, warnAt: 1 }],
  ['clocks', { 'calendar.id': 1, status: 1, _id: 1 }],
  ['calendar_runs', { calendarId: 1, askedAt: -1 }],
  ['calendar_runs', { state: 1, leaseUntil: 1 }],
  ['calendar_run_items', { runId: 1, list: 1, _id: 1 }],
  ['replays', { draftId: 1, askedAt: -1 }],
  ['replays', { state: 1, leaseUntil: 1 }],
  ['replay_items', { runId: 1, _id: 1 }],
  ['replay_items', { runId: 1, kinds: 1, _id: 1 }],
  ['scenario_runs', { draftId: 1, at: -1 }],
  [
    'outbox',
    { way: 1, nextAt: 1, createdAt: 1 },
    { partialFilterExpression: { doneAt: null, givenUpAt: null } },
  ],
  ['outbox', { doneAt: 1 }, { expireAfterSeconds: week }],
  ['outbox', { lane: 1 }, { partialFilterExpression: { doneAt: null, givenUpAt: null } }],
  ['outbox', { caseId: 1 }],
  ['ladders', { caseId: 1 }],
  ['ladders', { endedAt: 1, rung: -1, openedAt: 1 }],
  ['ladders', { namedAt: 1 }, { sparse: true }],
  ['letters', { caseId: 1, issuedAt: 1 }],
  ['letters', { kind: 1, year: 1, serial: 1 }, { unique: true }],
  ['templates', { kind: 1, version: -1 }],
  ['notices', { caseId: 1 }],
  ['notices', { 'to.id': 1, at: -1 }],
  ['replies', { mode: 1, publishedAt: -1, _id: 1 }],
  ['replies', { number: 1 }, { unique: true }],
  ['replies', { answeredWith: 1 }, { sparse: true }],
  ['cases', { erasedAt: 1 }, { sparse: true }],
  ['look_back_draws', { key: 1 }, { unique: true }],
  ['look_back_draws', { at: -1 }],
  ['duty_calls', { caseId: 1 }],
  ['duty_stand_ins', { until: 1 }],
  ['duty_leaves', { until: 1 }],
  ['duty_swaps', { asker: 1, at: -1 }],
  ['duty_swaps', { asked: 1, at: -1 }],
  ['intentions', { at: 1 }, { expireAfterSeconds: week }],
  ['board_messages', { caseId: 1 }, { partialFilterExpression: { caseId: { $type: 'string' } } }],
  ['cases', { updatedAt: 1 }],
  ['cases', { 'source.profile': 1, status: 1, receivedAt: 1 }],
  ['schedule_periods', { schedule: 1, until: -1 }],
  ['drafts', { expiresAt: 1 }, { expireAfterSeconds: 0 }],
  ['sessions', { expires: 1 }, { expireAfterSeconds: 0 }],
  ['draft_files', { expiresAt: 1 }, { expireAfterSeconds: 0 }],
  ['draft_files', { draftId: 1, savedAt: 1 }],
  ['users', { login: 1 }, { unique: true }],
  ['units', { path: 1 }],
  ['identity_readings', { caseId: 1, at: 1 }],
  ['engine_records', { partition: 1, position: 1 }, { unique: true }],
  ['tasks', { state: 1, candidateGroups: 1, createdAt: 1 }],
  ['tasks', { caseId: 1, state: 1 }],
  ['tasks', { instanceKey: 1 }],
  ['task_claims', { claimedBy: 1 }],
  ['instances', { caseId: 1 }],
  ['instances', { clockId: 1 }],
  ['instances', { parentKey: 1 }],
  ['instances', { state: 1, processDefinitionKey: 1, _id: 1 }],
  ['instances', { bpmnProcessId: 1, startedAt: -1, _id: -1 }],
  ['migration_runs', { state: 1, leaseUntil: 1 }],
  ['migration_runs', { askedAt: -1 }],
  ['migration_items', { runId: 1, outcome: 1, _id: 1 }],
  ['operator_actions', { instanceKey: 1, at: -1 }],
  ['operator_actions', { at: -1 }],
  ['stalls', { resolvedAt: 1, createdAt: -1 }],
  ['stalls', { instanceKey: 1 }],
  ['decisions', { caseId: 1, at: 1 }],
  ['decisions', { instanceKey: 1 }],
  ['timers', { state: 1, dueAt: 1 }],
  ['timers', { instanceKey: 1 }],
  ['definitions', { id: 1, version: -1 }],
  ['forms', { formId: 1, version: -1 }],
  ['scores', { unitId: 1, at: -1 }],
  ['scores', { at: -1, _id: 1 }],
  ['scores', { clockId: 1 }],
  ['score_occasions', { clockId: 1 }],
  ['score_corrections', { scoreId: 1, at: 1 }],
  ['appeals', { scoreId: 1 }],
  ['appeals', { instanceKey: 1 }],
  ['figure_cases', { setId: 1, n: 1 }, { unique: true }],
  ['reports', { kind: 1, until: -1, edition: -1 }, { unique: true }],
  ['reports', { createdAt: -1 }],
  ['deliveries', { userId: 1, channel: 1, readAt: 1, at: -1 }],
  ['deliveries', { digest: 1 }, { partialFilterExpression: { digest: { $type: 'string' } } }],
  ['webhook_deliveries', { webhookId: 1, at: -1 }],
  ['users', { 'roles.role': 1, 'roles.unitId': 1 }],
  ['model_files', { at: 1 }],
  ['model_sets', { number: -1 }, { unique: true }],
  ['model_sets', { state: 1, number: 1 }],
  ['model_sets', { draftId: 1, number: -1 }],
  ['model_counters', { last: 1 }],
  ['model_drafts', { state: 1, updatedAt: -1 }],
  ['signatures', { keys: 1, at: -1 }],
  ['merges', { followerId: 1 }],
  ['merges', { leadId: 1 }],
  ['model_file_versions', { draftId: 1, name: 1, at: -1 }],
  ['setting_versions', { kind: 1, key: 1, version: -1 }, { unique: true }],
  ['setting_versions', { at: -1, _id: -1 }],
  [
    'setting_proposals',
    { kind: 1, key: 1 },
    { unique: true, partialFilterExpression: { state: 'open' } },
  ],
  ['setting_proposals', { state: 1, at: 1 }],
  ['source_finds', { pages: 1 }, { unique: true }],
  ['source_finds', { titles: 1, newestAt: -1 }],
  ['source_finds', { state: 1, at: -1, _id: -1 }],
  ['source_finds', { expiresAt: 1 }, { expireAfterSeconds: 0 }],
];

/** Makes the indexes that are missing; already there is no work. */
export async function ensureIndexes(store: Store): Promise<void> {
  const collections = [...new Set(indexes.map(([name]) => name))];
  const there = await store.connection
    .getClient()
    .db(store.connection.name)
    .listCollections({}, { nameOnly: true })
    .toArray();
  const known = new Set(there.map(({ name }) => name));
  for (const name of collections) {
    if (!known.has(name)) {
      await store.connection
        .getClient()
        .db(store.connection.name)
        .createCollection(name)
        .catch(ignoreExisting);
    }
  }
  await Promise.all(
    indexes.map(([name, keys, options]) =>
      store.rows(name).createIndex({ ...keys }, options ?? {}),
    ),
  );
}

/** Two processes may start at once: a collection that is there already (code 48) is what was wanted. */
function ignoreExisting(error: unknown): void {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 48) return;
  throw error;
}
