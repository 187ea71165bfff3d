import { z } from 'zod';
import { levels } from '../../processes/incident/words.ts';
import type { ClaimRow } from '../../workers/store/claims.ts';
import { topicsInForce } from '../../workers/store/house-settings.ts';
import type { TaskRow } from '../../workers/store/tasks.ts';
import { isStanding } from '../../workers/store/units.ts';
import type { ApiDeps } from '../deps.ts';
import type { Person } from '../person.ts';
import { maySeeDraft } from './policy.ts';

type Fields = Readonly<Record<string, unknown>>;

const preCheck = z.object({ proposal: z.string(), urgency: z.string() });
const routing = z.object({ unitId: z.string() });

/** What the newest decision of a case said that fits a shape; what it said otherwise proposes nothing. */
async function decided<T extends z.ZodType>(
  { decisions }: Pick<ApiDeps, 'decisions'>,
  caseId: string,
  shape: T,
): Promise<z.output<T> | null> {
  const taken = await decisions.ofCase(caseId);
  for (const { output } of taken.toReversed()) {
    const parsed = shape.safeParse(readJson(output));
    if (parsed.success) return parsed.data;
  }
  return null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type PrefillDeps = Pick<
  ApiDeps,
  'decisions' | 'entries' | 'cases' | 'incidents' | 'settings' | 'units' | 'now'
>;

/** What the administrator set for the complaint type of a case; null for a type that is gone. */
async function typeOf({ cases, settings }: PrefillDeps, caseId: string) {
  const [its, { items }] = await Promise.all([cases.find(caseId), topicsInForce(settings)]);
  return items.find(({ id }) => id === its?.topic) ?? null;
}

/** The rule says how urgent a matter is; the complaint type may remind of more, never of less. */
async function proposedAcceptance(deps: PrefillDeps, caseId: string): Promise<Fields> {
  const [rule, type] = await Promise.all([decided(deps, caseId, preCheck), typeOf(deps, caseId)]);
  const reminded = type?.urgency === 'urgent' ? { urgency: 'urgent' } : {};
  if (rule === null) return reminded;
  return { acceptance: rule.proposal, urgency: rule.urgency, ...reminded };
}

/**
 * The unit an administrator set for the complaint type, else the one the rule names; never one that was dissolved. The
 * rule names one for everything, the office where it knows better of none.
 */
async function proposedUnit(deps: PrefillDeps, caseId: string): Promise<Fields> {
  const [rule, type] = await Promise.all([decided(deps, caseId, routing), typeOf(deps, caseId)]);
  for (const unitId of [type?.unitId, rule?.unitId]) {
    const unit = unitId == null ? null : await deps.units.find(unitId);
    if (unit !== null && isStanding(unit, deps.now())) return { unitId: unit._id };
  }
  return {};
}

/** The level the rule proposes, and the kind whoever raised it saw. */
async function proposedLevel(deps: PrefillDeps, incidentId: string): Promise<Fields> {
  const [level, incident] = await Promise.all([
    decided(deps, incidentId, z.enum(levels)),
    deps.incidents.find(incidentId),
  ]);
  return {
    judgement: 'incident',
    ...(level === null ? {} : { level }),
    ...(incident === null ? {} : { kind: incident.kind }),
  };
}

/** A statement that came back is mended, not written again. */
async function lastStatement({ entries }: PrefillDeps, incidentId: string): Promise<Fields> {
  const [drafted, edited] = await Promise.all([
    entries.newest(incidentId, 'draft-statement'),
    entries.newest(incidentId, 'edit-statement'),
  ]);
  const isEdited = edited !== null && (drafted === null || edited.at > drafted.at);
  return (isEdited ? edited : drafted)?.fields ?? {};
}

async function proposed(
  deps: PrefillDeps,
  { action, caseId }: Pick<TaskRow, 'action' | 'caseId'>,
): Promise<Fields> {
  if (caseId === null) return {};
  switch (action) {
    case 'accept':
      return proposedAcceptance(deps, caseId);
    case 'assign':
      return proposedUnit(deps, caseId);
    case 'reassign': {
      const { competentUnitId } = (await deps.entries.newest(caseId, 'propose'))?.fields ?? {};
      return typeof competentUnitId === 'string' ? { unitId: competentUnitId } : {};
    }
    case 'draft':
      // A draft that came back is mended, not written again.
      return (await deps.entries.newest(caseId, 'draft'))?.fields ?? {};
    case 'confirm-level':
      return proposedLevel(deps, caseId);
    case 'draft-statement':
      return lastStatement(deps, caseId);
    case 'publish-statement':
      return { version: (await deps.incidents.find(caseId))?.statements.length ?? 1 };
    default:
      return {};
  }
}

/** What a form opens with: what was typed before, else what the rules propose. */
export async function prefill(
  deps: PrefillDeps,
  task: Pick<TaskRow, 'action' | 'caseId'>,
  claim: ClaimRow | null,
  person: Person,
): Promise<Fields> {
  if (claim !== null && claim.draft !== null && maySeeDraft(claim, person)) return claim.draft;
  return proposed(deps, task);
}
