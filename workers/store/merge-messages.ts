import type { mergeMessages } from '../../processes/merge/contract.ts';

/** The outbox row of a message to the diagram of one merge; each is told once. */
export function mergeMessage(
  name: keyof typeof mergeMessages,
  mergeId: string,
  variables: Readonly<Record<string, unknown>> = {},
) {
  const messageId = `${name}:${mergeId}`;
  const told = { kind: 'message', name, correlationKey: mergeId, messageId, variables } as const;
  return { key: messageId, told };
}
