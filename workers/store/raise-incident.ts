import { randomUUID } from 'node:crypto';
import type { Actor } from '../../processes/complaint/case.ts';
import { type IncidentData, incidentIdOf } from '../../processes/incident/incident.ts';
import { checkTimes, sameness } from '../../processes/incident/raise.ts';
import { isoDayOf } from '../../processes/language/dates.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { Rota } from '../../processes/rota/rota.ts';
import type { Tx } from './connect.ts';
import { beginCall } from './duty-call.ts';
import { rotasInForce } from './house-settings.ts';
import { type IncidentDeps, incidentMessage } from './incident-step.ts';
import { digestsOf, incidentEntry } from './incident-texts.ts';
import type { IncidentMatterRow } from './incidents.ts';
import type { Stores } from './stores.ts';
import { isDuplicateKey } from './users.ts';

/** An incident as somebody raises it. */
export interface RaisedIncident extends Omit<IncidentData<'raise'>, 'number'> {
  readonly title: string;
  readonly what: string;
  readonly place: string | null;
  /** Of the first known public report. */
  readonly link: string | null;
  readonly outlet: string | null;
  readonly idempotencyKey: string;
}

export interface RaisedReceipt {
  readonly incidentId: string;
  readonly number: string;
}

/** Those who confirm the level: they are called at once, whatever the hour. */
const judges = ['duty-leader', 'office'] as const;

type RaiseDeps = IncidentDeps & Pick<Stores, 'incidentNumbers' | 'dutyCalls'>;

/**
 * Raises an incident: record, first action, its texts, the call to those who judge it and the message to the engine in
 * one transaction. The same
 * attempt again is answered as the first was.
 *
 * @throws Refusal `OCCURRENCE_IN_FUTURE`, `EVENT_TIME_IN_FUTURE`, `DISCOVERY_IN_FUTURE`, `INCIDENT_UNKNOWN` for one it is
 *   said to have come back from; `INCIDENT_RAISED` with the number when somebody raised the same one
 */
export async function raiseIncident(
  deps: RaiseDeps,
  raised: RaisedIncident,
  { by, at }: { readonly by: Actor; readonly at: Date },
): Promise<RaisedReceipt> {
  checkTimes(raised, at);
  if (raised.linkedTo !== null && (await deps.incidents.find(raised.linkedTo)) === null)
    throw new Refusal('INCIDENT_UNKNOWN');
  const number = await deps.incidentNumbers(isoDayOf(at).replaceAll('-', ''));
  try {
    return await keep(deps, raised, number, { by, at });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return await receiptOfFirst(deps, raised, error);
  }
}

async function receiptOfFirst(
  { incidents }: Pick<RaiseDeps, 'incidents'>,
  raised: RaisedIncident,
  error: unknown,
): Promise<RaisedReceipt> {
  const mine = await incidents.raisedAs(raised.idempotencyKey);
  if (mine !== null) return { incidentId: mine._id, number: mine.number };
  const others = await incidents.sameAs(sameness(raised));
  if (others === null) throw error;
  throw new Refusal('INCIDENT_RAISED', { number: others.number, incidentId: others._id });
}

/** Calls whoever is on duty where a rota stands for a role, and everybody who holds it where none does. */
async function callJudge(
  deps: RaiseDeps,
  tx: Tx,
  { caseId, number, at }: { readonly caseId: string; readonly number: string; readonly at: Date },
  { role, rotas }: { readonly role: (typeof judges)[number]; readonly rotas: readonly Rota[] },
): Promise<void> {
  const rota = rotas.find((one) => one.role === role);
  if (rota !== undefined) return beginCall(deps, tx, { caseId, number, rotaId: rota.id, role, at });
  await deps.notices.tellGroupOnce(tx, {
    ...{ id: `${caseId}:raised:${role}`, caseId, kind: 'duty-call', group: role },
    ...{ at, params: { number } },
  });
}

async function keep(
  deps: RaiseDeps,
  raised: RaisedIncident,
  number: string,
  { by, at }: { readonly by: Actor; readonly at: Date },
): Promise<RaisedReceipt> {
  const incidentId = incidentIdOf(randomUUID());
  const { title, what, place, link, outlet, idempotencyKey, ...facts } = raised;
  const about = { incidentId, of: 'raised', action: 'raise', by, at };
  const entry = incidentEntry(about, { title, what, place, link, outlet });
  const matter: IncidentMatterRow = {
    ...{ _id: incidentId, number, title, place, link, outlet, idempotencyKey },
    sameAs: sameness(raised),
  };
  const first = { type: 'raise', at, by, data: { ...facts, number }, ...digestsOf(entry) } as const;
  const { items: rotas } = await rotasInForce(deps.settings);
  return deps.store.transaction(async (tx) => {
    await deps.incidents.open(tx, first, matter);
    await deps.entries.put(tx, entry);
    for (const role of judges)
      await callJudge(deps, tx, { caseId: incidentId, number, at }, { role, rotas });
    await deps.outbox.put(tx, at, incidentId, [
      incidentMessage('incident-raised', incidentId, { incidentId }),
    ]);
    return { incidentId, number };
  });
}
