import { expect, test } from '@jest/globals';
import { engineErrorOf, isDelivered, isGone } from '../../workers/zeebe/engine-error.ts';

const grpc = (code: number) =>
  Object.assign(new Error('14 UNAVAILABLE: of another text'), { code });
const http = (statusCode: number) =>
  Object.assign(new Error('x'), { response: { statusCode, body: '{"detail":"why"}' } });

test.each([
  [grpc(4), 'transient'],
  [grpc(8), 'transient'],
  [grpc(14), 'transient'],
  [grpc(3), 'permanent'],
  [grpc(9), 'permanent'],
  [http(503), 'transient'],
  [http(409), 'transient'],
  [http(400), 'permanent'],
  [new Error('connection reset'), 'transient'],
])('%#: the code tells whether another try can help, never the text', (thrown, kind) => {
  expect(engineErrorOf(thrown).kind).toBe(kind);
});

test('what is gone and what was delivered before are told by code, too', () => {
  expect(isGone(engineErrorOf(grpc(5)))).toBe(true);
  expect(isGone(engineErrorOf(http(404)))).toBe(true);
  expect(isDelivered(engineErrorOf(grpc(6)))).toBe(true);
  expect(isGone(engineErrorOf(grpc(6)))).toBe(false);
  expect(engineErrorOf(http(400))).toMatchObject({ code: 'http-400', message: 'why' });
});
