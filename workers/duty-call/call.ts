import type { Handler } from '../handler.ts';
import { takeCallTurn } from '../store/duty-call.ts';

/** Calls whoever is on duty, or the next one, and says until when they are waited for. */
export const handle: Handler<'duty-call:call'> = async (
  { callId, attempt, turn },
  deps,
  { instanceKey },
) => {
  const asked = { callId, attempt, turn };
  const { state, until } = await takeCallTurn(deps, asked, { instanceKey, at: deps.now() });
  return { state, attempt: attempt + 1, until: until?.toISOString() ?? null };
};
