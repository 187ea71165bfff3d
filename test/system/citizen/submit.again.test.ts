import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type CitizenHouse, startCitizenHouse } from './start-citizen.ts';
import { createVisitor, fillIn, png, receiptIn, story, tokenIn } from './visitor.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(120_000);

let house: CitizenHouse;
beforeAll(async () => {
  house = await startCitizenHouse();
});
afterAll(() => house.stop());

const complaints = () => house.stores.store.rows('complaints').countDocuments();
const files = () => house.stores.store.rows('attachments.files').countDocuments();

describe('a second submission opens no second case', () => {
  test('a double click gives one complaint with its files once, and one receipt', async () => {
    const visitor = createVisitor(house.app);
    await fillIn(visitor);
    await visitor.upload({}, [{ name: '路灯.png', bytes: png }]);
    const token = tokenIn((await visitor.get('/submit/check')).text);
    const before = { complaints: await complaints(), files: await files() };

    const [one, two] = await Promise.all([
      visitor.post('/submit/check', { token }),
      visitor.post('/submit/check', { token }),
    ]);

    expect([one?.headers.location, two?.headers.location]).toEqual(['/receipt', '/receipt']);
    expect(await complaints()).toBe(before.complaints + 1);
    expect(await files()).toBe(before.files + 1);
  });

  test('the button pressed again after the receipt leads to the same receipt', async () => {
    const visitor = createVisitor(house.app);
    await fillIn(visitor);
    const token = tokenIn((await visitor.get('/submit/check')).text);
    await visitor.post('/submit/check', { token });
    const first = receiptIn((await visitor.get('/receipt')).text);
    const before = await complaints();

    const again = await visitor.post('/submit/check', { token });
    const second = receiptIn((await visitor.get('/receipt')).text);

    expect(again.headers.location).toBe('/receipt');
    expect(second).toEqual(first);
    expect(await complaints()).toBe(before);
  });

  test('a complaint taken just before a crash is found again, though the text was changed since', async () => {
    const visitor = createVisitor(house.app);
    await fillIn(visitor);
    const token = tokenIn((await visitor.get('/submit/check')).text);
    await visitor.post('/submit/check', { token });
    const first = receiptIn((await visitor.get('/receipt')).text);
    // given the process died between taking the complaint and noting it on the draft
    const drafts = house.stores.store.rows('drafts');
    const fields = {
      topic: 'environment',
      ...story,
      subject: '改过的概括',
      place: '',
      identity: 'anonymous',
      name: '',
      phone: '',
      email: '',
    };
    await drafts.updateOne({ 'sent.number': first.number }, { $set: { sent: null, fields } });
    const before = await complaints();

    await visitor.post('/submit/check', { token });

    expect(receiptIn((await visitor.get('/receipt')).text)).toEqual(first);
    expect(await complaints()).toBe(before);
  });

  test('after the receipt a new complaint can be begun', async () => {
    const visitor = createVisitor(house.app);
    await fillIn(visitor);
    await visitor.step('/submit/check', {});
    const first = receiptIn((await visitor.get('/receipt')).text);

    await fillIn(visitor);
    await visitor.step('/submit/check', {});

    expect(receiptIn((await visitor.get('/receipt')).text).number).not.toBe(first.number);
  });
});

describe('a form that is not ours', () => {
  test('a wrong token sends nothing, keeps what was typed and asks again', async () => {
    const visitor = createVisitor(house.app);
    await fillIn(visitor);
    const before = await complaints();

    const forged = await visitor.post('/submit/check', { token: 'f'.repeat(64) });

    expect(forged.status).toBe(422);
    expect(forged.text).toContain(story.subject);
    expect(await complaints()).toBe(before);
  });
});
