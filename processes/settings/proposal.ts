import { Refusal } from '../refusal.ts';
import type { Role } from '../roles.ts';
import { mayApprove } from './kinds.ts';
import type { SettingKind } from './names.ts';

/** A change of a setting that waits for somebody else. */
export interface Proposal {
  readonly id: string;
  readonly kind: SettingKind;
  readonly key: string;
  /** The version it was made from. */
  readonly base: number;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  /** The version it brings back; null for a change of its own. */
  readonly restores: number | null;
  readonly state: 'open' | 'approved' | 'refused' | 'withdrawn';
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly remark: string | null;
}

function mustBeOpen({ state }: Proposal): void {
  if (state !== 'open') throw new Refusal('SETTING_DECIDED');
}

/**
 * Lets somebody decide on a proposal.
 *
 * @throws Refusal `SETTING_DECIDED`; `OWN_PROPOSAL` of whoever made it or whom it is about; `ROLE_MISSING`
 */
export function mustDecide(
  proposal: Proposal,
  person: { readonly id: string; readonly roles: readonly { readonly role: Role }[] },
): void {
  mustBeOpen(proposal);
  const held = person.roles.map(({ role }) => role);
  if (!mayApprove(proposal.kind, held)) throw new Refusal('ROLE_MISSING');
  if (proposal.by === person.id || isAbout(proposal, person.id)) throw new Refusal('OWN_PROPOSAL');
}

/**
 * Lets somebody take their proposal back.
 *
 * @throws Refusal `SETTING_DECIDED`; `PROPOSAL_NOT_YOURS`
 */
export function mustWithdraw(proposal: Proposal, userId: string): void {
  mustBeOpen(proposal);
  if (proposal.by !== userId) throw new Refusal('PROPOSAL_NOT_YOURS');
}

/** Whether a setting is about this very person: nobody decides on their own roles. */
export function isAbout({ kind, key }: Pick<Proposal, 'kind' | 'key'>, userId: string): boolean {
  return kind === 'person' && key === userId;
}
