import type { Result } from './request.ts';
import { type Mutation, useMutation } from './use-mutation.ts';

/** A name for one intention; `randomUUID` is missing where the desk is served without TLS. */
function intention(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

/**
 * A change that is to be done once: after a dead network the same intention is sent again under its key, after an answer
 * of the server, also a refusal, or with other words, the next one is a new one.
 */
export function useOnce<Input, Output>(
  send: (input: Input, idempotencyKey: string) => Promise<Result<Output>>,
): Mutation<Input, Output> {
  let key = intention();
  let words = '';
  return useMutation(async (input: Input) => {
    const given = JSON.stringify(input);
    if (given !== words) key = intention();
    words = given;
    const result = await send(input, key);
    if (result.error?.variant !== 'network-error') key = intention();
    return result;
  });
}
