import { type ShallowRef, shallowRef } from 'vue';
import type { RequestError, Result } from './request.ts';

/** A change asked of the server: whether it is under way and why it was refused. */
export interface Mutation<Input, Output> {
  readonly busy: Readonly<ShallowRef<boolean>>;
  readonly error: ShallowRef<RequestError | null>;
  /** Null when it was refused (see `error`) or is under way already. */
  readonly run: (input: Input) => Promise<Output | null>;
}

export function useMutation<Input, Output>(
  send: (input: Input) => Promise<Result<Output>>,
): Mutation<Input, Output> {
  const busy = shallowRef(false);
  const error = shallowRef<RequestError | null>(null);
  return {
    busy,
    error,
    run: async (input) => {
      if (busy.value) return null;
      busy.value = true;
      error.value = null;
      const result = await send(input);
      busy.value = false;
      error.value = result.error;
      return result.response === null ? null : result.response.body;
    },
  };
}
