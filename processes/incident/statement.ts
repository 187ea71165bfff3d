import { Refusal } from '../refusal.ts';
import type { Role } from '../roles.ts';
import type { Incident, IncidentData, Statement } from './incident.ts';
import { type IncidentKind, type Part, requiredParts } from './words.ts';

/** The version that counts now; null before the first draft. */
export function statementNow({ statements }: Pick<Incident, 'statements'>): Statement | null {
  return statements.at(-1) ?? null;
}

/** The text that may be quoted: the newest that was published, whatever is drafted anew meanwhile. */
export function publishedStatement({
  statements,
  publications,
}: Pick<Incident, 'statements' | 'publications'>): Statement | null {
  return (
    statements.findLast(({ version }) => publications.some((one) => one.version === version)) ??
    null
  );
}

/** What the kind of incident demands and the statement does not contain. */
export function missingParts(kind: IncidentKind, contained: readonly Part[]): Part[] {
  const needed: readonly Part[] = requiredParts[kind];
  return needed.filter((part) => !contained.includes(part));
}

/**
 * What a new version of the statement states, written or edited. An edited text is another version: whatever approval
 * the one before had does not count for it.
 *
 * @throws Refusal `PARTS_MISSING` with the parts its kind demands
 */
export function writtenStatement(
  incident: Pick<Incident, 'kind' | 'statements'>,
  written: Omit<IncidentData<'draft-statement'>, 'version'>,
): IncidentData<'draft-statement'> {
  const missing = missingParts(incident.kind, written.parts);
  if (missing.length > 0) throw new Refusal('PARTS_MISSING', { parts: missing.join(', ') });
  return { ...written, version: incident.statements.length + 1 };
}

/**
 * The version that is decided on. Whoever decides names what they have read: a text that was edited meanwhile is not
 * approved unseen.
 *
 * @throws Refusal `NOTHING_TO_APPROVE`, `STATEMENT_EDITED`
 */
function versionRead(incident: Pick<Incident, 'statements'>, read: number): Statement {
  const now = statementNow(incident);
  if (now === null) throw new Refusal('NOTHING_TO_APPROVE');
  if (now.version !== read) throw new Refusal('STATEMENT_EDITED', { version: now.version });
  return now;
}

/**
 * Approves the version that was read.
 *
 * @throws Refusal `NOTHING_TO_APPROVE`, `STATEMENT_EDITED`, `OWN_STATEMENT`; `APPROVAL_NOT_YOURS` when the level asks for
 *   another tier
 */
export function approvedStatement(
  incident: Pick<Incident, 'statements' | 'duties'>,
  read: number,
  by: { readonly role: Role | null; readonly userId: string | null },
): IncidentData<'approve-statement'> {
  const { version, textDigest, by: writer } = versionRead(incident, read);
  if (writer !== null && writer === by.userId) throw new Refusal('OWN_STATEMENT');
  checkTier(incident, by.role);
  return { version, textDigest };
}

/**
 * Gives the version that was read back to whoever writes.
 *
 * @throws Refusal `NOTHING_TO_APPROVE`, `STATEMENT_EDITED`, `APPROVAL_NOT_YOURS`
 */
export function returnedStatement(
  incident: Pick<Incident, 'statements' | 'duties'>,
  read: number,
  role: Role | null,
): IncidentData<'return-statement'> {
  const { version } = versionRead(incident, read);
  checkTier(incident, role);
  return { version };
}

function checkTier({ duties }: Pick<Incident, 'duties'>, role: Role | null): void {
  const tier = duties?.approver ?? 'leading-group';
  if (role !== tier) throw new Refusal('APPROVAL_NOT_YOURS', { role: tier });
}

/**
 * The text that goes out for the first time: the newest version, approved as it stands. One voice: nothing else.
 *
 * @throws Refusal `NOTHING_TO_APPROVE`, `STATEMENT_EDITED`, `TEXT_NOT_APPROVED`
 */
export function releasedStatement(
  incident: Pick<Incident, 'statements'>,
  read: number,
  outlets: IncidentData<'publish-statement'>['outlets'],
): IncidentData<'publish-statement'> {
  const { version, textDigest, approval } = versionRead(incident, read);
  if (approval === null) throw new Refusal('TEXT_NOT_APPROVED', { version });
  return { version, textDigest, outlets };
}

/**
 * The approved text in one more place.
 *
 * @param said digest of the text that went out there
 * @throws Refusal `TEXT_NOT_APPROVED` when it is not, word for word, the one that was approved and published last
 */
export function publishedAgain(
  incident: Pick<Incident, 'statements' | 'publications'>,
  said: string,
  outlet: IncidentData<'record-publication'>['outlet'],
): IncidentData<'record-publication'> {
  const known = publishedStatement(incident);
  if (known?.textDigest !== said)
    throw new Refusal('TEXT_NOT_APPROVED', { version: statementNow(incident)?.version ?? 0 });
  return { version: known.version, textDigest: said, outlet };
}
