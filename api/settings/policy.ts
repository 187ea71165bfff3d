import { Refusal } from '../../processes/refusal.ts';
import { mayApprove, mayEdit } from '../../processes/settings/kinds.ts';
import { type SettingKind, settingKinds } from '../../processes/settings/names.ts';
import { isAbout, type Proposal } from '../../processes/settings/proposal.ts';
import type { Person } from '../person.ts';

const rolesOf = (person: Person) => person.roles.map(({ role }) => role);

/** The kinds somebody may look at: those they change or approve; auditors see all of them. */
export function readableKinds(person: Person): SettingKind[] {
  const held = rolesOf(person);
  return settingKinds.filter(
    (kind) => held.includes('auditor') || mayEdit(kind, held) || mayApprove(kind, held),
  );
}

/** @throws Refusal `ROLE_MISSING` for whoever has nothing to do with a kind */
export function mustRead(kind: SettingKind, person: Person): void {
  if (!readableKinds(person).includes(kind)) throw new Refusal('ROLE_MISSING');
}

/** @throws Refusal `ROLE_MISSING` for whoever does not change a kind */
export function mustEdit(kind: SettingKind, person: Person): void {
  if (!mayEdit(kind, rolesOf(person))) throw new Refusal('ROLE_MISSING');
}

/** Whether somebody changes a kind. */
export function changes(kind: SettingKind, person: Person): boolean {
  return mayEdit(kind, rolesOf(person));
}

/** Whether somebody may decide on a proposal: never on their own, nor on what is about them. */
export function maySettle(proposal: Proposal, person: Person): boolean {
  const isOwn = proposal.by === person.id || isAbout(proposal, person.id);
  return proposal.state === 'open' && !isOwn && mayApprove(proposal.kind, rolesOf(person));
}
