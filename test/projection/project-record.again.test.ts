import { expect, test } from '@jest/globals';
import { canonicalJson } from '../../processes/canonical-json.ts';
import { projectBatch, readRecord } from '../../workers/projection/project-batch.ts';
import type { Rows } from '../../workers/projection/rows.ts';
import type { EngineRecordRow } from '../../workers/store/engine-records.ts';
import { projected, recordedStream, shuffled } from './stream.ts';

function bytesOf(rows: Rows): string {
  return canonicalJson(
    Object.entries(rows.all()).map(([name, all]) => [
      name,
      [...all].sort((a, b) => (a._id < b._id ? -1 : 1)),
    ]),
  );
}

function inOrder(records: readonly EngineRecordRow[]): EngineRecordRow[] {
  return [...records].sort((a, b) => a.partition - b.partition || a.position - b.position);
}

test('the whole stream once more, shuffled, changes nothing', async () => {
  const stream = await recordedStream();
  const rows = projected(stream);
  const before = bytesOf(rows);

  for (const seed of [1, 2, 3, 4, 5]) {
    projectBatch(shuffled([...stream, ...stream], seed).map(readRecord), rows);
  }

  expect(bytesOf(rows)).toBe(before);
});

test('a projection built anew from shuffled duplicates is equal byte for byte', async () => {
  const stream = await recordedStream();

  const anew = projected(inOrder(shuffled([...stream, ...stream, ...stream], 7)));

  expect(bytesOf(anew)).toBe(bytesOf(projected(stream)));
});

test('partitions may arrive in any order and interleaved', async () => {
  const stream = await recordedStream();
  const first = stream.filter(({ partition }) => partition === 1);
  const second = stream.filter(({ partition }) => partition === 2);

  const interleaved = [...second.slice(0, 3), ...first, ...second.slice(3)];

  expect(bytesOf(projected(interleaved))).toBe(bytesOf(projected(stream)));
  expect(bytesOf(projected([...second, ...first]))).toBe(bytesOf(projected(stream)));
});

test('the size of the batches makes no difference', async () => {
  const stream = await recordedStream();
  const rows = projected([]);

  for (const record of stream) projectBatch([readRecord(record)], rows);

  expect(bytesOf(rows)).toBe(bytesOf(projected(stream)));
});
