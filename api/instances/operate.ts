import { randomUUID } from 'node:crypto';
import type { OperatorActionRow } from '../../workers/store/operator-actions.ts';
import { type Answer, EngineError } from '../../workers/zeebe/port.ts';
import type { ApiDeps } from '../deps.ts';
import type { Person } from '../person.ts';

export type Deed = Pick<OperatorActionRow, 'deed' | 'instanceKey' | 'caseId' | 'reason' | 'about'>;

/**
 * Does something to a running instance by hand: noted with its reason first, then told to the engine, then what came
 * of it is added.
 *
 * @throws EngineError when the engine is away or refuses
 */
export async function operate(
  { operatorActions, logger, now }: Pick<ApiDeps, 'operatorActions' | 'logger' | 'now'>,
  person: Person,
  deed: Deed,
  tell: () => Promise<Answer>,
): Promise<Answer> {
  const _id = randomUUID();
  await operatorActions.note({ _id, at: now(), by: person.id, ...deed });
  logger.info('operator.acted', { userId: person.id, actionId: _id, deed: deed.deed });
  try {
    const answer = await tell();
    await operatorActions.conclude(_id, answer);
    return answer;
  } catch (error) {
    // An answer that was lost leaves it open: the record stream shows what came of it.
    if (error instanceof EngineError && error.kind === 'permanent')
      await operatorActions.conclude(_id, 'refused');
    throw error;
  }
}
