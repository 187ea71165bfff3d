import type { Handler } from '../handler.ts';

/** Says under which regime the text is signed: it may have changed since the case began. */
export const handle: Handler<'sign-off:read-case'> = async ({ caseId }, { cases }) => ({
  regimeId: (await cases.find(caseId))?.regime?.id ?? null,
});
