import type { Report } from '../../processes/figures/report.ts';
import type { Stores } from '../store/stores.ts';
import { type Check, openFinding } from './check.ts';

type ReportRow = Omit<Report, 'id'> & { readonly _id: string };

async function faultOf({ figureSets }: Stores, { _id, setId }: ReportRow): Promise<string | null> {
  const set = await figureSets.find(setId);
  if (set === null) return `report ${_id} lost its figures`;
  const { equal, cases } = await figureSets.recount(set);
  return equal ? null : `report ${_id} counts otherwise from its ${cases} frozen cases`;
}

/** F1: every report says what counting its frozen cases again says; a changed row or figure is found by its digest. */
export const reportsRecount: Check = {
  id: 'F1',
  claim: 'every report counts the same from its frozen cases',
  run: async ({ store, stores }) => {
    const finding = openFinding();
    for await (const row of store.rows<ReportRow>('reports').find({})) {
      finding.saw();
      finding.violated(await faultOf(stores, row));
    }
    return finding.close();
  },
};
