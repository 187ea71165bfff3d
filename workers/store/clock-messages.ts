import type { MessageName } from '../../processes/contracts.ts';

/**
 * The outbox row of a message to the diagram of one clock; correlated by the clock, not the case: a case has several.
 *
 * @param occasion tells one word from the next of the same name: the engine and the outbox take each id once
 */
export function clockMessage(
  name: Extract<MessageName, `clock-${string}` | `escalation-${string}` | `ladder-${string}`>,
  clockId: string,
  variables: Readonly<Record<string, unknown>> = {},
  occasion = '',
) {
  const messageId = [name, clockId, ...(occasion === '' ? [] : [occasion])].join(':');
  const told = {
    kind: 'message',
    name,
    correlationKey: clockId,
    messageId,
    variables,
  } as const;
  return { key: messageId, told };
}
