import { canonicalJson } from '../../processes/canonical-json.ts';
import { checkAllowed } from '../../processes/complaint/actions.ts';
import type { Action, Case } from '../../processes/complaint/case.ts';
import { firstBrokenLink } from '../../processes/complaint/chain.ts';
import { applyAction } from '../../processes/complaint/fold.ts';
import { isOfIncident } from '../../processes/incident/incident.ts';
import { sha256 } from '../platform/digest.ts';
import { readAnchors } from '../schedules/anchors.ts';
import type { ActionRow, CaseRow } from '../store/cases.ts';
import type { Store } from '../store/connect.ts';
import { type Check, openFinding } from './check.ts';

interface CaseWithLog {
  readonly row: CaseRow;
  readonly log: Action[];
}

const tries = 5;

/** A case and its log of the same moment: a case that is acted on meanwhile is read again. */
async function readCase(store: Store, caseId: string): Promise<CaseWithLog | null> {
  const actions = store.rows<ActionRow>('actions');
  for (let left = tries; ; left -= 1) {
    const row = await store.rows<CaseRow>('cases').findOne({ _id: caseId });
    if (row === null) return null;
    const found = await actions.find({ caseId }).sort({ n: 1 }).toArray();
    const log = found.map(({ _id, ...action }) => action);
    if (left === 0 || log.length === row.version) return { row, log };
  }
}

/** Every case with its whole log, one at a time. */
async function* logsOf(store: Store): AsyncGenerator<CaseWithLog> {
  const cases = store.rows<CaseRow>('cases').find({}, { projection: { _id: 1 } });
  for await (const { _id } of cases.sort({ _id: 1 })) {
    const read = await readCase(store, _id);
    if (read !== null) yield read;
  }
}

function replay(log: readonly Action[]): Case | string {
  let current: Case | null = null;
  for (const action of log) {
    try {
      checkAllowed(current, action);
    } catch (error) {
      return `action ${action.n} (${action.type}): ${error instanceof Error ? error.message : 'refused'}`;
    }
    current = applyAction(current, action);
  }
  return current ?? 'an empty log';
}

/** I5: only allowed transitions, and the stored case is the fold of its log, byte for byte. */
export const transitions: Check = {
  id: 'I5',
  claim: 'every case is the fold of allowed actions',
  run: async ({ store }) => {
    const finding = openFinding();
    for await (const { row, log } of logsOf(store)) {
      finding.saw();
      const folded = replay(log);
      if (typeof folded === 'string') {
        finding.violated(`${row.number}: ${folded}`);
        continue;
      }
      const { id: _id, ...rest } = folded;
      if (canonicalJson({ _id, ...rest }) !== canonicalJson(row))
        finding.violated(`${row.number}: not the fold of its log`);
    }
    return finding.close();
  },
};

/** I6: each chain verifies from genesis, its head is the case's, and no head that was anchored has been cut off. */
export const auditChains: Check = {
  id: 'I6',
  claim: 'every action log is unbroken up to its anchor',
  run: async ({ store, dataDir }) => {
    const finding = openFinding();
    const anchors = await readAnchors(dataDir);
    for await (const { row, log } of logsOf(store)) {
      finding.saw();
      const broken = firstBrokenLink(log, sha256);
      if (broken !== null) finding.violated(`${row.number}: link ${broken} does not hold`);
      if (log.at(-1)?.hash !== row.headHash || log.length !== row.version)
        finding.violated(`${row.number}: the head is not the last link`);
      const anchor = anchors.get(row._id);
      if (anchor !== undefined && log[anchor.version - 1]?.hash !== anchor.headHash) {
        finding.violated(`${row.number}: link ${anchor.version - 1} differs from its anchor`);
      }
      anchors.delete(row._id);
    }
    for (const caseId of anchors.keys())
      if (!isOfIncident(caseId)) finding.violated(`case ${caseId}: anchored, but gone`);
    return finding.close();
  },
};
