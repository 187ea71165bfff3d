import type { Matter } from '../../processes/similarity/signature.ts';
import { at } from '../support/build-case.ts';

/** A matter as somebody sends it; what differs is given. */
export function buildMatter(change: Partial<Matter> = {}): Matter {
  return {
    subject: '路灯不亮三天无人修',
    text: '滨河路东段三盏路灯已经三天不亮，晚上行人很不方便，请尽快维修。',
    place: '滨河路东段',
    area: null,
    topic: 'urban-rural-construction',
    at: at('2026-11-20T09:00'),
    ...change,
  };
}
