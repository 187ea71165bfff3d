import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { type ApiHouse, startApi } from '../start-api.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
  await house.hire('admin', { role: 'system-admin', unitId: 'U-city' });
  await house.hire('office', { role: 'office', unitId: 'U-office' });
}, 60_000);
afterAll(() => house.stop());

const roles = [{ role: 'unit-handler', unitId: 'U-shizheng' }];

describe('the people of the house', () => {
  test('somebody new gets a password that is told once and lets them in', async () => {
    const admin = await house.signIn('admin');

    const added = await admin
      .post('/api/v1/users')
      .send({ login: 'new.one', name: '新人', roles, reason: '新调入' });

    expect(added.status).toBe(201);
    const { password } = added.body;
    const entered = await request(house.app)
      .post('/api/v1/session')
      .send({ login: 'new.one', password });
    expect(entered.status).toBe(200);
    const list = await admin.get('/api/v1/users');
    expect(JSON.stringify(list.body)).not.toMatch(/argon2|password/);
  });

  test('a password can be made anew; the old one and old sessions end', async () => {
    await house.hire('forgetful', { role: 'office', unitId: 'U-office' });
    const before = await house.signIn('forgetful');
    const admin = await house.signIn('admin');

    const reset = await admin
      .patch('/api/v1/users/P-forgetful')
      .set('if-match', '"1"')
      .send({ resetPassword: true });

    expect(reset.body.password.length).toBeGreaterThanOrEqual(12);
    expect((await before.get('/api/v1/session')).status).toBe(401);
    await expect(house.signIn('forgetful')).rejects.toThrow('not let in');
  });
});

describe('who may change people', () => {
  test('only the system administrator, and never their own access', async () => {
    const [admin, office] = [await house.signIn('admin'), await house.signIn('office')];

    const byOffice = await office
      .patch('/api/v1/users/P-office')
      .set('if-match', '"1"')
      .send({ roles: [{ role: 'system-admin', unitId: 'U-city' }] });
    const own = await admin
      .patch('/api/v1/users/P-admin')
      .set('if-match', '"1"')
      .send({ roles: [...roles, { role: 'system-admin', unitId: 'U-city' }] });

    expect([byOffice.status, byOffice.body.code]).toEqual([403, 'ROLE_MISSING']);
    expect([own.status, own.body.code]).toEqual([409, 'OWN_ACCESS']);
    expect((await office.get('/api/v1/users')).status).toBe(403);
  });
});

describe('changing again', () => {
  test('what somebody else has changed meanwhile is refused', async () => {
    await house.hire('wanted', { role: 'office', unitId: 'U-office' });
    const admin = await house.signIn('admin');
    const change = (name: string) =>
      admin.patch('/api/v1/users/P-wanted').set('if-match', '"1"').send({ name });

    const answers = await Promise.all([change('甲'), change('乙')]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  test('without the version that was read is refused', async () => {
    const admin = await house.signIn('admin');

    const refused = await admin.patch('/api/v1/users/P-office').send({ name: '丙' });

    expect([refused.status, refused.body.code]).toEqual([428, 'VERSION_REQUIRED']);
  });

  test('the same login cannot be taken twice', async () => {
    const admin = await house.signIn('admin');
    const add = () =>
      admin.post('/api/v1/users').send({ login: 'twice', name: '双', roles, reason: '新调入' });

    const answers = await Promise.all([add(), add()]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });
});

describe('units', () => {
  test('grow below one another and are renamed by their version', async () => {
    const admin = await house.signIn('admin');

    const added = await admin
      .post('/api/v1/units')
      .send({ id: 'U-shizheng-ludeng', name: '路灯科', parentId: 'U-shizheng' });
    const renamed = await admin
      .patch('/api/v1/units/U-shizheng-ludeng')
      .set('if-match', added.headers.etag ?? '')
      .send({ name: '照明科', reason: '机构改革' });

    expect(added.body).toMatchObject({ tier: 3, version: 1 });
    expect(renamed.body).toMatchObject({ name: '照明科', version: 2 });
    const unit = await house.deps.units.find('U-shizheng-ludeng');
    expect(unit?.path).toEqual(['U-city', 'U-shizheng', 'U-shizheng-ludeng']);
  });

  test('need a parent that exists and an id of their own', async () => {
    const admin = await house.signIn('admin');
    const add = (id: string, parentId: string) =>
      admin.post('/api/v1/units').send({ id, name: '某科', parentId });

    expect((await add('U-a', 'U-nowhere')).body.code).toBe('PARENT_UNKNOWN');
    expect((await add('U-shizheng', 'U-city')).body.code).toBe('UNIT_ID_TAKEN');
    expect((await add('shizheng', 'U-city')).body.errors[0].code).toBe('UNIT_ID_FORM');
  });
});
