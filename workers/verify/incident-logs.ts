import { canonicalJson } from '../../processes/canonical-json.ts';
import { firstBrokenLink } from '../../processes/complaint/chain.ts';
import { checkIncidentAction } from '../../processes/incident/actions.ts';
import { applyIncidentAction } from '../../processes/incident/fold.ts';
import {
  type Incident,
  type IncidentAction,
  isOfIncident,
} from '../../processes/incident/incident.ts';
import { sha256 } from '../platform/digest.ts';
import { type Anchor, readAnchors } from '../schedules/anchors.ts';
import type { IncidentActionRow, IncidentRow } from '../store/incidents.ts';
import { type Check, openFinding } from './check.ts';

function replay(log: readonly IncidentAction[]): Incident | string {
  let current: Incident | null = null;
  for (const action of log) {
    try {
      checkIncidentAction(current, action);
    } catch (error) {
      return `action ${action.n} (${action.type}): ${error instanceof Error ? error.message : 'refused'}`;
    }
    current = applyIncidentAction(current, action);
  }
  return current ?? 'an empty log';
}

/** What is wrong with one incident and its log. */
function faults(row: IncidentRow, log: readonly IncidentAction[], anchor?: Anchor): string[] {
  const broken = firstBrokenLink(log, sha256);
  const folded = replay(log);
  const { _id, ...stored } = row;
  return [
    ...(broken === null ? [] : [`link ${broken} does not hold`]),
    ...(log.at(-1)?.hash === row.headHash && log.length === row.version
      ? []
      : ['the head is not the last link']),
    ...(anchor === undefined || log[anchor.version - 1]?.hash === anchor.headHash
      ? []
      : [`link ${anchor.version - 1} differs from its anchor`]),
    ...(typeof folded === 'string'
      ? [folded]
      : canonicalJson(folded) === canonicalJson({ id: _id, ...stored })
        ? []
        : ['not the fold of its log']),
  ];
}

/** I5 and I6 for incidents: each is the fold of allowed actions, and its log an unbroken chain up to its anchor. */
export const incidentLogs: Check = {
  id: 'I6-incidents',
  claim: 'every incident is the fold of an unbroken log of allowed actions',
  run: async ({ store, dataDir }) => {
    const finding = openFinding();
    const anchors = await readAnchors(dataDir);
    for await (const row of store.rows<IncidentRow>('incidents').find({})) {
      finding.saw();
      const found = await store
        .rows<IncidentActionRow>('incident_actions')
        .find({ caseId: row._id, n: { $lt: row.version } })
        .sort({ n: 1 })
        .toArray();
      const log = found.map(({ _id, ...action }) => action);
      for (const fault of faults(row, log, anchors.get(row._id)))
        finding.violated(`${row.number}: ${fault}`);
      anchors.delete(row._id);
    }
    for (const id of anchors.keys())
      if (isOfIncident(id)) finding.violated(`incident ${id}: anchored, but gone`);
    return finding.close();
  },
};
