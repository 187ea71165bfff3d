import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { usualChannels } from '../../../workers/store/shipped-settings.ts';
import { type CitizenHouse, startCitizenHouse } from './start-citizen.ts';
import { createVisitor, fillIn, receiptIn, story, submit, tokenIn } from './visitor.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(120_000);

let house: CitizenHouse;
beforeAll(async () => {
  house = await startCitizenHouse();
});
afterAll(() => house.stop());

const named = {
  identity: 'confidential',
  name: '张三',
  phone: '138 0000 0000',
  email: 'zhang@example.com',
};

describe('submitting a complaint without scripts and without an account', () => {
  test('every step leads to the next, and the receipt holds number and secret', async () => {
    const visitor = createVisitor(house.app);

    const topic = await visitor.post('/submit', { topic: 'environment' });
    const matter = await visitor.step('/submit/matter', story);
    const place = await visitor.upload({ place: '幸福路 12 号' }, []);
    const contact = await visitor.step('/submit/contact', named);
    const check = await visitor.get('/submit/check');
    const sent = await visitor.step('/submit/check', {});
    const receipt = await visitor.get('/receipt');

    expect(
      [topic, matter, place, contact, sent].map(({ status, headers }) => [
        status,
        headers.location,
      ]),
    ).toEqual([
      [303, '/submit/matter'],
      [303, '/submit/place'],
      [303, '/submit/contact'],
      [303, '/submit/check'],
      [303, '/receipt'],
    ]);
    expect(check.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    const { number, secret } = receiptIn(receipt.text);
    expect(number).toMatch(/^HY\d{8}-\d{4}$/);
    expect(secret).toMatch(/^([0-9A-Z]{5}-){5}[0-9A-Z]$/);
    const kept = await house.stores.complaints.findByNumber(number);
    expect(kept).toMatchObject({
      ...story,
      topic: 'environment',
      place: '幸福路 12 号',
      channel: 'web',
      language: 'zh',
      confidential: true,
      anonymous: false,
      contact: { name: '张三', phone: '138 0000 0000', email: 'zhang@example.com' },
    });
  });

  test('without a name nothing of the contact is kept, though it was typed', async () => {
    const { number } = await submit(createVisitor(house.app), { ...named, identity: 'anonymous' });

    const kept = await house.stores.complaints.findByNumber(number);
    expect(kept).toMatchObject({ anonymous: true, contact: null });
  });

  test('once sent, the draft holds nothing of what was typed', async () => {
    const visitor = createVisitor(house.app);
    const { number } = await submit(visitor, named);

    const drafts = await house.stores.store
      .rows('drafts')
      .find({ 'sent.number': number })
      .toArray();
    expect(drafts).toHaveLength(1);
    expect(JSON.stringify(drafts)).not.toMatch(/张三|13800000000|138 0000|路灯/);
  });

  test('the receipt is shown only to the browser that sent it', async () => {
    await submit(createVisitor(house.app));

    const stranger = await createVisitor(house.app).get('/receipt');
    expect(stranger.status).toBe(410);
    expect(receiptIn(stranger.text)).toEqual({ number: '', secret: '' });
  });

  test('personal data and secret stand in no address and no cookie', async () => {
    const visitor = createVisitor(house.app);
    await fillIn(visitor, named);
    const sent = await visitor.step('/submit/check', {});

    const headers = JSON.stringify(sent.headers);
    expect(decodeURIComponent(headers)).not.toMatch(/张三|138|zhang/);
  });
});

describe('a form that does not hold', () => {
  test('is shown again with everything typed, and a later page sends back to it', async () => {
    const visitor = createVisitor(house.app);
    await visitor.post('/submit', { topic: 'environment' });

    const wrong = await visitor.step('/submit/matter', {
      subject: '',
      text: '路灯不亮已经三天了请修一修',
    });
    const again = await visitor.get('/submit/matter');
    const ahead = await visitor.get('/submit/check');

    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('<a href="#subject">请用一句话概括您的事。</a>');
    expect(wrong.text).toContain('路灯不亮已经三天了请修一修');
    expect(again.text).toContain('路灯不亮已经三天了请修一修');
    expect([ahead.status, ahead.headers.location]).toEqual([303, '/submit/matter']);
  });

  test('a step changed from the check page leads back there', async () => {
    const visitor = createVisitor(house.app);
    await fillIn(visitor);

    const changed = await visitor.step('/submit/matter', {
      ...story,
      subject: '改过的概括',
      returning: 'yes',
    });
    const check = await visitor.get('/submit/check');

    expect(changed.headers.location).toBe('/submit/check');
    expect(check.text).toContain('改过的概括');
  });

  test.each([
    [{ 'subject[$ne]': '1', text: '路灯不亮已经三天了请修一修' }],
    [{ 'subject[]': 'x', text: '路灯不亮已经三天了请修一修' }],
  ])('%j is no subject', async (fields) => {
    const visitor = createVisitor(house.app);
    await visitor.post('/submit', { topic: 'environment' });

    expect((await visitor.step('/submit/matter', fields)).status).toBe(422);
  });

  test('a browser that keeps no cookies is told so', async () => {
    const forgetful = await createVisitor(house.app).post('/submit/matter', story);

    expect(forgetful.status).toBe(410);
    expect(forgetful.text).toContain('Cookie');
  });

  test('a draft that expired while the page was open begins anew with what was typed', async () => {
    const visitor = createVisitor(house.app);
    await visitor.post('/submit', { topic: 'environment' });
    const token = tokenIn((await visitor.get('/submit/matter')).text);
    await house.stores.store.rows('drafts').deleteMany({});

    const late = await visitor.post('/submit/matter', { token, ...story });
    await visitor.post('/submit', { topic: 'environment' });
    const matter = await visitor.get('/submit/matter');

    expect([late.status, late.headers.location]).toEqual([303, '/submit']);
    expect(matter.text).toContain(story.subject);
  });

  test('what is discarded is gone, and nothing was submitted', async () => {
    const visitor = createVisitor(house.app);
    await fillIn(visitor);
    const before = await house.stores.store.rows('complaints').countDocuments();

    const token = tokenIn((await visitor.get('/submit/check')).text);
    const discarded = await visitor.post('/submit/discard', { token });

    expect(discarded.text).toContain('已经清除');
    expect((await visitor.get('/submit/check')).status).toBe(410);
    expect(await house.stores.store.rows('complaints').countDocuments()).toBe(before);
  });

  test('what was typed can be discarded although the door was closed meanwhile', async () => {
    const visitor = createVisitor(house.app);
    await fillIn(visitor);
    const token = tokenIn((await visitor.get('/submit/check')).text);
    const { settings } = house.stores;
    const items = usualChannels.items.map((one) => ({ ...one, open: one.id !== 'web' }));
    const by = { at: new Date(), userId: 'P-admin' };
    await settings.choose('channels', { ...usualChannels, items }, by);

    const closed = await visitor.get('/submit/check');
    const discarded = await visitor.post('/submit/discard', { token });
    await settings.choose('channels', usualChannels, by);

    expect(closed.status).toBe(403);
    expect(discarded.text).toContain('已经清除');
  });
});
