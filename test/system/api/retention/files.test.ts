import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Attachment } from '../../../../workers/store/complaints.ts';
import { eraseFiles } from '../../../../workers/store/erase-case.ts';
import { type ApiHouse, startApi } from '../start-api.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
}, 60_000);
afterAll(() => house.stop());

const pdf = { name: '附件.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4') };

/** As little of a row as erasing looks at. */
interface Row {
  readonly _id: string;
  readonly [field: string]: unknown;
}

const rowsOf = (name: 'replies' | 'publications') => house.deps.store.rows<Row>(name);

async function keep(reply: Row, files: readonly Attachment[]) {
  await rowsOf('replies').insertOne({ mode: 'public', ...reply });
  await rowsOf('publications').insertOne({ _id: reply._id, files });
}

const filesLeft = () => house.deps.store.rows('attachments.files').countDocuments({});

describe('the files beside an answer', () => {
  test('of a case that joined another one are its own, and go with it whatever that one shows', async () => {
    const file = await house.deps.attachments.save(pdf);
    await keep({ _id: 'follower', number: 'HY-2', answeredWith: 'HY-1' }, [file]);

    await eraseFiles(house.deps, 'follower');

    expect(await filesLeft()).toBe(0);
    expect(await rowsOf('publications').findOne({ _id: 'follower' })).toMatchObject({
      files: [],
    });
  });

  test('that were shown with those who joined are shown with nobody once they are gone', async () => {
    const file = await house.deps.attachments.save(pdf);
    const shown = { subject: '', fields: {}, files: [file] };
    await keep({ _id: 'lead', number: 'HY-3', withdrawnAt: new Date() }, [file]);
    const joined = { _id: 'joined', mode: 'public', number: 'HY-4', answeredWith: 'HY-3', shown };
    await rowsOf('replies').insertOne(joined);

    await eraseFiles(house.deps, 'lead');

    expect(await filesLeft()).toBe(0);
    expect(await rowsOf('replies').findOne({ _id: 'joined' })).toMatchObject({
      shown: { files: [] },
    });
  });
});
