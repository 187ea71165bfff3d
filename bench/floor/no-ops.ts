import type { JobType } from '../../processes/contracts.ts';
import { clockMessage } from '../../workers/store/clock-messages.ts';
import type { FloorWord } from './word.ts';

/** JSON that becomes variables of an instance. */
export type Words = Record<string, string | boolean | Record<string, never>>;

export interface FloorDeps {
  readonly publish: (name: string, correlationKey: string, variables: Words) => void;
  readonly say: (word: FloorWord) => void;
}

/** What is read of a job. */
export interface FloorJob {
  readonly variables: { readonly [name: string]: unknown };
  readonly processInstanceKey: string;
}

const clockKinds = ['first-response', 'done'] as const;
const dayMs = 24 * 3_600_000;

function startOf(job: FloorJob): { readonly caseId: string; readonly clockIds: readonly string[] } {
  const caseId = String(job.variables.caseId);
  return { caseId, clockIds: clockKinds.map((kind) => `${caseId}:${kind}`) };
}

/**
 * What each job answers without a database. The engine is given the same variables and the same messages as by the
 * product, so that it has the same work.
 */
export function createNoOps({
  publish,
  say,
}: FloorDeps): Readonly<Record<JobType, (job: FloorJob) => Record<string, string | boolean>>> {
  const computed = new Set<string>();
  const tellClock = (name: 'clock-started' | 'clock-met', clockId: string) => {
    const { told } = clockMessage(name, clockId);
    publish(told.name, clockId, name === 'clock-started' ? { clockId } : {});
  };
  const end = (caseId: string) => say({ kind: 'ended', caseId, instanceKey: '' });
  return {
    // No clock of the load runs out.
    'score:open-occasion': () => ({}),
    'score:record-points': () => ({ recorded: false }),
    'score:open-appeal': () => ({ claimed: false }),
    'score:correct-points': () => ({}),
    'complaint:open-case': (job) => {
      const { caseId } = startOf(job);
      say({ kind: 'started', caseId, instanceKey: job.processInstanceKey });
      return {
        claimed: true,
        channel: 'web',
        topic: 'urban-rural-construction',
        area: 'donghu',
        receivedAt: new Date().toISOString(),
      };
    },
    'complaint:start-clocks': (job) => {
      for (const clockId of startOf(job).clockIds) tellClock('clock-started', clockId);
      return {};
    },
    'complaint:notify-refused': (job) => {
      const { caseId, clockIds } = startOf(job);
      for (const clockId of clockIds) tellClock('clock-met', clockId);
      end(caseId);
      return {};
    },
    'complaint:hand-over': () => ({}),
    'complaint:send-first-response': (job) => {
      tellClock('clock-met', `${startOf(job).caseId}:first-response`);
      return {};
    },
    'complaint:dispatch-case': () => ({}),
    'complaint:ask-contributions': () => ({}),
    'complaint:close-withdrawn': () => ({}),
    'complaint:archive-case': (job) => {
      end(startOf(job).caseId);
      return {};
    },
    'publication:publish-reply': (job) => {
      const { caseId } = startOf(job);
      tellClock('clock-met', `${caseId}:done`);
      publish('complaint-rated', caseId, {});
      return { published: true };
    },
    'clock:compute-next': (job) => {
      const clockId = String(job.variables.clockId);
      const nextAt = new Date(Date.now() + dayMs).toISOString();
      if (computed.delete(clockId)) return { state: 'met', nextAt };
      computed.add(clockId);
      return { state: 'running', nextAt };
    },
    'clock:ring': () => ({}),
    'escalation:open-ladder': () => ({ claimed: false }),
    'escalation:plan-rung': () => ({}),
    'escalation:add-supervisor': () => ({}),
    'escalation:send-letter': () => ({}),
    'escalation:send-assignment-form': () => ({}),
    'escalation:name-in-bulletin': () => ({}),
    'escalation:close-ladder': () => ({}),
    'reassignment:count-returns': () => ({}),
    'question:put-question': () => ({ put: false }),
    'question:lapse-question': () => ({}),
    'recourse:open-recourse': () => ({ claimed: false, until: new Date().toISOString() }),
    'recourse:remind-superior': () => ({}),
    'recourse:close-recourse': () => ({}),
    'tier:open-station': () => ({
      ...{ claimed: false, received: false, dueAt: new Date().toISOString() },
    }),
    'instruction:open-instruction': () => ({ claimed: false, until: new Date().toISOString() }),
    'instruction:remind-unit': () => ({}),
    'instruction:tell-leader': () => ({}),
    'look-back:open-look-back': () => ({ claimed: false, until: new Date().toISOString() }),
    'look-back:close-look-back': () => ({}),
    'promise:open-promise': () => ({ claimed: false, until: new Date().toISOString() }),
    'promise:close-promise': () => ({}),
    'tier:remind-unit': () => ({}),
    'tier:tell-above': () => ({}),
    'handover:open-handover': () => ({ claimed: false }),
    'handover:remind-receipt': () => ({}),
    'extension:open-request': () => ({ claimed: false }),
    'extension:grant-extension': () => ({ extended: false }),
    'extension:decline-extension': () => ({ decided: false }),
    'merge:open-merge': () => ({ state: 'duplicate', caseId: '' }),
    'merge:settle-follower': () => ({ outcome: 'undone' }),
    'merge:archive-follower': () => ({}),
    'sign-off:read-case': () => ({ regimeId: 'city' }),
    'regime:open-ask': () => ({ claimed: false }),
    'regime:apply-regime': () => ({ changed: false }),
    'incident:open-incident': () => ({ claimed: false }),
    'incident:take-up-duties': () => ({}),
    'incident:change-duties': () => ({}),
    'incident:begin-watch': () => ({}),
    'contact-sheet:open-sheet': () => ({ claimed: false }),
    'monitoring:plan-round': () => ({ state: 'duplicate' }),
    'duty-call:call': () => ({ state: 'duplicate' }),
  };
}
