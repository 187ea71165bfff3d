import { describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { canonicalJson } from '../../processes/canonical-json.ts';
import type { ActionDraft } from '../../processes/complaint/case.ts';
import { appendActions } from '../../processes/complaint/chain.ts';
import { packArchive } from '../../workers/documents/archive-package.ts';
import { saltedDigest, sha256 } from '../../workers/platform/digest.ts';
import type { EntryRow } from '../../workers/store/entries.ts';
import { at, staff, straightWay } from '../support/build-case.ts';
import { checkArchive } from '../support/check-archive.ts';

const fields = { proposal: '拟派员核查，\n当日修复。' };
const entry: EntryRow = {
  ...{ _id: 'case-1:propose', caseId: 'case-1', step: 'Task_Propose', action: 'propose' },
  ...{ taskKey: '1', by: staff('unit-handler'), at: at('2026-11-20T10:00'), fields, salt: 'salt' },
  digest: saltedDigest('salt', canonicalJson(fields)),
};
const drafts = straightWay.map(
  (draft): ActionDraft =>
    draft.type === 'propose' ? { ...draft, digests: { [entry._id]: entry.digest } } : draft,
);
const { actions: log } = appendActions('case-1', null, drafts, sha256);

function pack() {
  const files = [{ path: '1-registration.html', bytes: Buffer.from('<p>登记表</p>') }];
  return packArchive({ files, log, entries: [entry], at: at('2026-11-22T09:00') });
}

/** Changes a line and puts its own hash right, as somebody would who knows the format. */
function forgedLink(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const forged = line.slice(65).replace('"urgency":"normal"', '"urgency":"urgent"');
      return forged === line.slice(65) ? line : `${sha256(forged)} ${forged}`;
    })
    .join('\n');
}

describe('an archive package', () => {
  test('is found whole by the check that comes with it', async () => {
    const { code, said } = await checkArchive(await pack());

    expect(said).toContain(`${log.length} links, 1 texts, head ${log.at(-1)?.hash}`);
    expect(code).toBe(0);
  });

  test.each([
    ['a page was changed', '1-registration.html', () => 'x', '1-registration.html'],
    ['a page is gone', '1-registration.html', () => null, '1-registration.html'],
    ['a link was forged', 'chain/actions.txt', forgedLink, 'link 3'],
    [
      'a link was taken out',
      'chain/actions.txt',
      (text: string) => text.split('\n').toSpliced(4, 1).join('\n'),
      'link 4',
    ],
    [
      'an opinion was changed',
      'chain/texts.txt',
      (text: string) => text.replace('当日', '次日'),
      'text case-1:propose',
    ],
  ])('%s: the check says where', async (_what, wanted, change, place) => {
    const { code, said } = await checkArchive(await pack(), (path, bytes) =>
      path === wanted ? change(bytes.toString()) : bytes,
    );

    expect(said).toContain(place);
    expect(code).toBe(1);
  });

  test('brings a manifest that sha256sum reads', async () => {
    const lines = strFromU8(unzipSync(await pack())['manifest.txt'] ?? new Uint8Array()).trim();

    for (const line of lines.split('\n')) expect(line).toMatch(/^[0-9a-f]{64} {2}\S/);
  });
});
