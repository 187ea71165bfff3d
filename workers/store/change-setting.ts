import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { canonicalJson } from '../../processes/canonical-json.ts';
import { isoDayOf } from '../../processes/language/dates.ts';
import { Refusal } from '../../processes/refusal.ts';
import { heldOn, type Role } from '../../processes/roles.ts';
import type { SettingIssue } from '../../processes/settings/issue.ts';
import { approversOf, mayApprove, settingDocuments } from '../../processes/settings/kinds.ts';
import { givesAccess, personDocument } from '../../processes/settings/person.ts';
import {
  isAbout,
  mustDecide,
  mustWithdraw,
  type Proposal,
} from '../../processes/settings/proposal.ts';
import { type FactDeps, issuesNow } from './setting-facts.ts';
import {
  type CurrentSetting,
  readSetting,
  type SettingPlace,
  writeSetting,
} from './setting-homes.ts';
import type { SettingVersionRow } from './setting-versions.ts';
import type { Stores } from './stores.ts';

export type SettingDeps = FactDeps & Pick<Stores, 'users' | 'settingVersions' | 'settingProposals'>;

/** A change of a setting as somebody wants it. */
export interface SettingChange extends SettingPlace {
  readonly value: unknown;
  /** The version it was read at. */
  readonly version: number;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  /** The version it brings back; null for a change of its own. */
  readonly restores: number | null;
}

/** What became of a change: in force under a version, or waiting for somebody else. */
export type Changed =
  | { readonly state: 'in-force'; readonly version: number; readonly alone: boolean }
  | { readonly state: 'proposed'; readonly proposalId: string };

/** A setting does not hold: every place of it that is wrong. */
export class WrongSetting extends Error {
  override readonly name = 'WrongSetting';
  readonly issues: readonly SettingIssue[];

  constructor(issues: readonly SettingIssue[]) {
    super('the setting does not hold');
    this.issues = issues;
  }
}

/** A document that does not have the shape of its kind. */
export class UnreadableSetting extends Error {
  override readonly name = 'UnreadableSetting';
  readonly error: z.ZodError;
  readonly sent: unknown;

  constructor(error: z.ZodError, sent: unknown) {
    super('the setting has another shape');
    this.error = error;
    this.sent = sent;
  }
}

/** A change that may be made as things are now. */
export interface SoundChange {
  readonly current: CurrentSetting;
  readonly value: unknown;
  /** Somebody else has to approve it. */
  readonly needsApproval: boolean;
}

/**
 * Looks at a change as things are now, without making it.
 *
 * @throws UnreadableSetting, WrongSetting; Refusal `SETTING_UNKNOWN`, `OWN_ACCESS`
 */
export async function soundChange(
  deps: SettingDeps,
  change: Omit<SettingChange, 'reason' | 'version' | 'restores'>,
): Promise<SoundChange> {
  const { kind, key, by, at } = change;
  if (isAbout(change, by)) throw new Refusal('OWN_ACCESS');
  const current = await readSetting(deps, change);
  if (current === null) throw new Refusal('SETTING_UNKNOWN');
  const parsed = settingDocuments[kind].safeParse(change.value);
  if (!parsed.success) throw new UnreadableSetting(parsed.error, change.value);
  const both = { before: current.value, after: parsed.data };
  const issues = await issuesNow(deps, { kind, key }, both, at);
  if (issues.length > 0) throw new WrongSetting(issues);
  return { current, value: parsed.data, needsApproval: needsApproval(change, both) };
}

function needsApproval(
  { kind }: SettingPlace,
  { before, after }: { readonly before: unknown; readonly after: unknown },
): boolean {
  if (approversOf(kind).length === 0) return false;
  return (
    kind !== 'person' || givesAccess(personDocument.parse(before), personDocument.parse(after))
  );
}

/** Whether there is anybody but the one who changes, and the one it is about, who could approve. */
async function hasApprover(
  { users }: SettingDeps,
  { kind, key, by, at }: SettingPlace & { readonly by: string; readonly at: Date },
): Promise<boolean> {
  const day = isoDayOf(at);
  return (await users.list()).some(({ _id, roles, disabled }) => {
    const held: Role[] = heldOn(roles, day).map(({ role }) => role);
    const isOther = _id !== by && !isAbout({ kind, key }, _id);
    return !disabled && isOther && mayApprove(kind, held);
  });
}

type NewVersion = Pick<
  SettingVersionRow,
  'reason' | 'by' | 'restores' | 'approvedBy' | 'remark' | 'alone'
>;

/** Puts a change in force with its line in the history; both or neither. */
async function bringIntoForce(
  deps: SettingDeps,
  place: SettingPlace,
  change: {
    readonly current: CurrentSetting;
    readonly value: unknown;
    readonly at: Date;
    readonly about: NewVersion;
    /** The proposal this decides. */
    readonly closes: string | null;
  },
): Promise<number> {
  const { current, value, at, about, closes } = change;
  const version = current.version + 1;
  await deps.store.transaction(async (tx) => {
    if (closes !== null) {
      const decision = { state: 'approved', decidedBy: about.approvedBy, decidedAt: at } as const;
      const isFirst = await deps.settingProposals.close(
        closes,
        { ...decision, remark: about.remark },
        tx,
      );
      if (!isFirst) throw new Refusal('SETTING_DECIDED');
    }
    const to = { value, version: current.version, at };
    if (!(await writeSetting(deps, place, to, tx))) throw new Refusal('CHANGED_MEANWHILE');
    const { kind, key } = place;
    await deps.settingVersions.put(tx, {
      ...{ kind, key, version, before: current.value, after: value, at },
      ...about,
    });
  });
  return version;
}

/**
 * Changes a setting: at once, or as a proposal where somebody else has to approve it.
 *
 * @throws UnreadableSetting, WrongSetting; Refusal `SETTING_UNKNOWN`, `OWN_ACCESS`, `CHANGED_MEANWHILE`,
 *   `SETTING_UNCHANGED`, `SETTING_PROPOSED`
 */
export async function changeSetting(deps: SettingDeps, change: SettingChange): Promise<Changed> {
  const { kind, key, reason, by, at, restores } = change;
  const sound = await soundChange(deps, change);
  const { current, value } = sound;
  if (current.version !== change.version) throw new Refusal('CHANGED_MEANWHILE');
  if (canonicalJson(current.value) === canonicalJson(value)) throw new Refusal('SETTING_UNCHANGED');
  const alone = sound.needsApproval && !(await hasApprover(deps, change));
  if (sound.needsApproval && !alone) {
    const proposal: Proposal = {
      ...{ id: randomUUID(), kind, key, base: current.version, reason, by, at, restores },
      ...{ before: current.value, after: value, state: 'open' },
      ...{ decidedBy: null, decidedAt: null, remark: null },
    };
    if (!(await deps.settingProposals.put(proposal))) throw new Refusal('SETTING_PROPOSED');
    return { state: 'proposed', proposalId: proposal.id };
  }
  const about = { reason, by, restores, approvedBy: null, remark: null, alone };
  const version = await bringIntoForce(
    deps,
    { kind, key },
    { ...{ current, value, at, about }, closes: null },
  );
  return { state: 'in-force', version, alone };
}

interface Decider {
  readonly id: string;
  readonly roles: readonly { readonly role: Role }[];
}

async function openProposal({ settingProposals }: SettingDeps, id: string): Promise<Proposal> {
  const proposal = await settingProposals.find(id);
  if (proposal === null) throw new Refusal('PROPOSAL_UNKNOWN');
  return proposal;
}

/**
 * Approves a proposal: it is in force from now on, if it still holds and nobody changed the setting since.
 *
 * @throws UnreadableSetting, WrongSetting; Refusal `PROPOSAL_UNKNOWN`, `SETTING_DECIDED`, `OWN_PROPOSAL`,
 *   `ROLE_MISSING`, `PROPOSAL_OUTDATED`
 */
export async function approveProposal(
  deps: SettingDeps,
  proposalId: string,
  by: { readonly person: Decider; readonly remark: string; readonly at: Date },
): Promise<number> {
  const proposal = await openProposal(deps, proposalId);
  mustDecide(proposal, by.person);
  const { kind, key, after, reason, restores, before } = proposal;
  const asked = { kind, key, value: after, by: proposal.by, at: by.at };
  const { current, value } = await soundChange(deps, asked);
  if (canonicalJson(current.value) !== canonicalJson(before))
    throw new Refusal('PROPOSAL_OUTDATED');
  const about = {
    ...{ reason, by: proposal.by, restores, approvedBy: by.person.id },
    ...{ remark: by.remark, alone: false },
  };
  const place = { kind, key };
  return bringIntoForce(deps, place, { current, value, at: by.at, about, closes: proposalId });
}

/**
 * Refuses a proposal with a remark; the setting stays as it is.
 *
 * @throws Refusal `PROPOSAL_UNKNOWN`, `SETTING_DECIDED`, `OWN_PROPOSAL`, `ROLE_MISSING`
 */
export async function refuseProposal(
  deps: SettingDeps,
  proposalId: string,
  by: { readonly person: Decider; readonly remark: string; readonly at: Date },
): Promise<void> {
  mustDecide(await openProposal(deps, proposalId), by.person);
  const decision = { state: 'refused', decidedBy: by.person.id, decidedAt: by.at } as const;
  if (!(await deps.settingProposals.close(proposalId, { ...decision, remark: by.remark })))
    throw new Refusal('SETTING_DECIDED');
}

/**
 * Takes a proposal back.
 *
 * @throws Refusal `PROPOSAL_UNKNOWN`, `SETTING_DECIDED`, `PROPOSAL_NOT_YOURS`
 */
export async function withdrawProposal(
  deps: SettingDeps,
  proposalId: string,
  by: { readonly userId: string; readonly at: Date },
): Promise<void> {
  mustWithdraw(await openProposal(deps, proposalId), by.userId);
  const decision = { state: 'withdrawn', decidedBy: by.userId, decidedAt: by.at } as const;
  if (!(await deps.settingProposals.close(proposalId, { ...decision, remark: null })))
    throw new Refusal('SETTING_DECIDED');
}
