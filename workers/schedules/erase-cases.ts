import type { Failpoint } from '../platform/failpoint.ts';
import type { Logger } from '../platform/logger.ts';
import type { EraseDeps } from '../store/erase-case.ts';
import { eraseDue, readRetention } from '../store/retention.ts';
import type { Stores } from '../store/stores.ts';
import type { Period } from './run-period.ts';

export interface EraseCasesDeps extends EraseDeps, Pick<Stores, 'settings'> {
  readonly failpoint: Failpoint;
  readonly logger: Logger;
}

/** Erases once a day what has been kept for its time, if an administrator switched it on; held cases stay. */
export async function eraseCases(deps: EraseCasesDeps, { until: at }: Period): Promise<void> {
  const { rule } = await readRetention(deps.settings);
  if (!rule.active) return;
  const between = () => deps.failpoint('erase-case:committed');
  const { due, held } = await eraseDue({ ...deps, between }, rule, at);
  deps.logger.info('retention.erased', { erased: due, held });
}
