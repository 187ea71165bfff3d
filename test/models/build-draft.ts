import type { ModelDraft } from '../../processes/models/draft.ts';

/** A draft of one owner who changed one file of the set `v1`. */
export function buildDraft(change: Partial<ModelDraft> = {}): ModelDraft {
  const at = new Date('2026-11-02T01:00:00Z');
  return {
    ...{ id: 'D-1', name: '缩短时限', description: '', base: 'v1', state: 'draft', revision: 2 },
    files: [{ name: 'a.dmn', digest: 'a2', revision: 1, savedAt: at, savedBy: 'P-owner' }],
    ...{ createdBy: 'P-owner', createdAt: at, updatedAt: at, hands: ['P-owner'] },
    ...{ comments: [], reviews: [], editors: [], publishing: null },
    ...change,
  };
}
