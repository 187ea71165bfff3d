/** The outbox row of a word to a diagram that runs beside a case: about one question, request or hand-over, and correlated by it. */
export function messageAbout(
  name: string,
  subjectId: string,
  variables: Readonly<Record<string, string | number>> = {},
) {
  const messageId = `${name}:${subjectId}`;
  const told = { kind: 'message', name, correlationKey: subjectId, messageId } as const;
  return { key: messageId, told: { ...told, variables } };
}
