import type { MessageName } from '../../processes/contracts.ts';

/** The outbox row of a message to the diagram of one clock; correlated by the clock, not the case: a case has several. */
export function clockMessage(
  name: Extract<MessageName, `clock-${string}` | `escalation-${string}` | `ladder-${string}`>,
  clockId: string,
  variables: Readonly<Record<string, unknown>> = {},
) {
  const told = {
    kind: 'message',
    name,
    correlationKey: clockId,
    messageId: `${name}:${clockId}`,
    variables,
  } as const;
  return { key: `${name}:${clockId}`, told };
}
