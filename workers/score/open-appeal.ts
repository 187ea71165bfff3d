import type { Handler } from '../handler.ts';

/** Claims the appeal for this instance. */
export const handle: Handler<'score:open-appeal'> = async (
  { appealId },
  { appeals },
  { instanceKey },
) => ({ claimed: await appeals.claim(appealId, instanceKey) });
