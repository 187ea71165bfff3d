import { randomUUID } from 'node:crypto';
import type { Submission } from '../../workers/store/intake.ts';

/** A complaint of usual length; nobody real. */
export function newSubmission(): Submission {
  return {
    subject: '幸福路12号附近路灯不亮',
    text: '幸福路12号到20号之间的路灯已经三个晚上不亮了，老人和孩子晚上出门很不方便。'.repeat(4),
    place: '云溪市东湖街道幸福路12号',
    area: 'donghu',
    topic: 'urban-rural-construction',
    channel: 'web',
    language: 'zh',
    contact: { name: '测试', phone: '00000000000', email: null },
    anonymous: false,
    confidential: false,
    attachments: [],
    postedAt: null,
    idempotencyKey: randomUUID(),
  };
}
