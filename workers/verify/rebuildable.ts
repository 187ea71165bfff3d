import { createLogger } from '../platform/logger.ts';
import { checkRebuild } from '../projection/check-rebuild.ts';
import { type Check, openFinding } from './check.ts';

/** I4: the projection dropped and built anew from the archived records is the same, byte for byte. */
export const rebuildable: Check = {
  id: 'I4',
  claim: 'the projection is what the record stream says',
  run: async ({ store }) => {
    const finding = openFinding();
    for (const { name, rows, rebuiltRows, isEqual } of await checkRebuild(
      store,
      createLogger('silent', 'verify'),
    )) {
      finding.saw();
      finding.violated(
        isEqual ? null : `${name}: ${rows} rows, ${rebuiltRows} when built anew, and they differ`,
      );
    }
    return finding.close();
  },
};
