import { z } from 'zod';
import type { ClaimRow } from '../../workers/store/claims.ts';
import type { TaskRow } from '../../workers/store/tasks.ts';
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

async function proposed(
  deps: Pick<ApiDeps, 'decisions' | 'entries'>,
  { action, caseId }: Pick<TaskRow, 'action' | 'caseId'>,
): Promise<Fields> {
  if (caseId === null) return {};
  switch (action) {
    case 'accept': {
      const rule = await decided(deps, caseId, preCheck);
      return rule === null ? {} : { acceptance: rule.proposal, urgency: rule.urgency };
    }
    case 'assign':
      return (await decided(deps, caseId, routing)) ?? {};
    case 'reassign': {
      const { competentUnitId } = (await deps.entries.newest(caseId, 'propose'))?.fields ?? {};
      return typeof competentUnitId === 'string' ? { unitId: competentUnitId } : {};
    }
    case 'draft':
      // A draft that came back is mended, not written again.
      return (await deps.entries.newest(caseId, 'draft'))?.fields ?? {};
    default:
      return {};
  }
}

/** What a form opens with: what was typed before, else what the rules propose. */
export async function prefill(
  deps: Pick<ApiDeps, 'decisions' | 'entries'>,
  task: Pick<TaskRow, 'action' | 'caseId'>,
  claim: ClaimRow | null,
  person: Person,
): Promise<Fields> {
  if (claim !== null && claim.draft !== null && maySeeDraft(claim, person)) return claim.draft;
  return proposed(deps, task);
}
