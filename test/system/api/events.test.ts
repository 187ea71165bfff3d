import { once } from 'node:events';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { watchChanges } from '../../../workers/store/changes.ts';
import { until } from '../../support/until.ts';
import { type ApiHouse, assign, password, receive, startApi } from './start-api.ts';

let house: ApiHouse;
let server: Server;
let stopChanges: () => Promise<void>;
beforeAll(async () => {
  house = await startApi();
  const feed = watchChanges(house.deps.store, {
    isWanted: () => house.deps.broadcast.listening() > 0,
    changed: house.deps.broadcast.tell,
    broken: (error) => {
      throw error;
    },
  });
  stopChanges = feed.stop;
  server = createServer(house.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await house.hire('handler', { role: 'unit-handler', unitId: 'U-shizheng' });
  await house.hire('neighbour', { role: 'unit-handler', unitId: 'U-huanbao' });
}, 60_000);
afterAll(async () => {
  await stopChanges();
  house.deps.broadcast.close();
  await new Promise((resolve) => server.close(resolve));
  await house.stop();
});

const portOf = (address: AddressInfo | string | null) =>
  typeof address === 'object' && address !== null ? address.port : 0;

/** How somebody who signed in asks for the stream. */
async function streamFor(login: string) {
  const entered = await request(house.app).post('/api/v1/session').send({ login, password });
  const cookie = String([entered.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
  return { port: portOf(server.address()), path: '/api/v1/events', headers: { cookie } };
}

/** Listens as a desk does and keeps what it is told. */
async function listen(login: string) {
  const stream = await streamFor(login);
  const told: string[] = [];
  const before = house.deps.broadcast.listening();
  const call = get(stream, (answer) =>
    answer.setEncoding('utf8').on('data', (text: string) => told.push(text)),
  );
  // Who leaves before the answer began is told that it never came.
  await once(call, 'response');
  await until('the stream is open', () => house.deps.broadcast.listening() > before);
  return { text: () => told.join(''), close: () => call.destroy() };
}

describe('the event stream', () => {
  test('tells by id, and only those whom it concerns', async () => {
    const [mine, theirs] = [await listen('handler'), await listen('neighbour')];
    const { caseId } = await receive(house);
    const other = await receive(house);

    await assign(house, caseId, 'U-shizheng');
    await assign(house, other.caseId, 'U-huanbao');
    const key = await house.openTask({ caseId, candidateGroups: ['unit-handler@U-shizheng'] });
    const end = await house.openTask({
      ...{ caseId: other.caseId, candidateGroups: ['unit-handler@U-huanbao'] },
    });

    await until('the handler was told', () => mine.text().includes(key));
    await until('the neighbour was told', () => theirs.text().includes(end));
    expect(mine.text()).toContain('event:case');
    expect(mine.text()).toContain(`data:{"id":"${caseId}"}`);
    expect(mine.text()).not.toContain(other.caseId);
    expect(theirs.text()).not.toContain(caseId);
    expect(theirs.text()).not.toContain(key);
    mine.close();
    theirs.close();
  });

  test('keeps nobody who left while they were being let in', async () => {
    await until('nobody listens', () => house.deps.broadcast.listening() === 0);
    const stream = await streamFor('handler');
    server.once('request', ({ socket }) => socket.destroy());

    await once(get(stream), 'error');
    const staying = await listen('neighbour');

    expect(house.deps.broadcast.listening()).toBe(1);
    staying.close();
  });

  test('is for people of the house', async () => {
    const refused = await request(house.app).get('/api/v1/events');

    expect(refused.status).toBe(401);
  });
});
