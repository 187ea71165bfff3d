import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type CitizenHouse, startCitizenHouse } from './start-citizen.ts';
import { createVisitor, png, receiptIn, story } from './visitor.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(120_000);

let house: CitizenHouse;
beforeAll(async () => {
  house = await startCitizenHouse();
});
afterAll(() => house.stop());

async function atPlace() {
  const visitor = createVisitor(house.app);
  await visitor.post('/submit', { topic: 'environment' });
  await visitor.step('/submit/matter', story);
  return visitor;
}

const photo = { name: '路灯.png', bytes: png };

describe('files with a complaint', () => {
  test('survive from step to step and reach the complaint with their bytes', async () => {
    const visitor = await atPlace();
    await visitor.upload({ place: '幸福路', go: 'upload' }, [photo]);
    const shown = await visitor.get('/submit/place');
    await visitor.upload({ place: '幸福路' }, []);
    await visitor.step('/submit/contact', { identity: 'anonymous' });
    await visitor.step('/submit/check', {});
    const { number } = receiptIn((await visitor.get('/receipt')).text);

    expect(shown.text).toContain('路灯.png');
    const kept = await house.stores.complaints.findByNumber(number);
    expect(kept?.attachments).toMatchObject([
      { name: '路灯.png', type: 'image/png', size: png.length },
    ]);
    const bytes = await house.stores.attachments.read(kept?.attachments[0]?.id ?? '').toArray();
    expect(Buffer.concat(bytes).equals(png)).toBe(true);
  });

  test('one of 30 MB is refused with a sentence; the others and the text stay', async () => {
    const visitor = await atPlace();
    const large = { name: '很大.png', bytes: Buffer.concat([png, Buffer.alloc(30 * 1024 * 1024)]) };

    const refused = await visitor.upload({ place: '幸福路 12 号' }, [large, photo]);

    expect(refused.status).toBe(422);
    expect(refused.text).toContain('「很大.png」太大了，每个文件不能超过 10 MB');
    expect(refused.text).toContain('value="幸福路 12 号"');
    expect(refused.text).toContain('路灯.png');
    expect(refused.text.match(/name="remove"/g)).toHaveLength(1);
  });

  test.each([
    ['a program called a photo', '假的.jpg', Buffer.from('MZ\u0090\u0000 this program')],
    [
      'a drawing with a script',
      '图.svg',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ],
    [
      'a page called a document',
      '说明.pdf',
      Buffer.from('<!doctype html><script>alert(1)</script>'),
    ],
    ['an archive', '一包.zip', Buffer.from('PK\u0003\u0004aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')],
  ])('%s is refused with a sentence and nothing is lost', async (_what, name, bytes) => {
    const visitor = await atPlace();

    const refused = await visitor.upload({ place: '幸福路' }, [{ name, bytes }]);

    expect(refused.status).toBe(422);
    expect(refused.text).toContain(`「${name}」不是可以上传的文件`);
    expect(refused.text).toContain('value="幸福路"');
    expect(refused.text).not.toContain('name="remove"');
  });

  test('an empty file is named as empty', async () => {
    const visitor = await atPlace();

    const refused = await visitor.upload({}, [{ name: '空.png', bytes: Buffer.alloc(0) }]);

    expect(refused.text).toContain('「空.png」是空的');
  });

  test('the eleventh is refused, ten are kept', async () => {
    const visitor = await atPlace();
    const eleven = Array.from({ length: 11 }, (_, index) => ({ name: `${index}.png`, bytes: png }));

    const refused = await visitor.upload({}, eleven);

    expect(refused.text).toContain('「10.png」没有上传');
    expect(refused.text.match(/name="remove"/g)).toHaveLength(10);
  });

  test('a name is no path and hides nothing; its ending tells what the bytes are', async () => {
    const visitor = await atPlace();
    const tricky = { name: '..\\..\\x\u202Egpj.exe', bytes: png };

    const page = await visitor.upload({ go: 'upload' }, [tricky]);

    expect(page.status).toBe(200);
    expect(page.text).toContain('xgpj.png');
  });

  test('a file can be taken away again', async () => {
    const visitor = await atPlace();
    const page = await visitor.upload({ go: 'upload' }, [photo]);
    const id = /name="remove" value="([\w-]+)"/.exec(page.text)?.[1] ?? '';

    const without = await visitor.upload({ go: 'remove', remove: id }, []);

    expect(without.text).not.toContain('路灯.png');
  });

  test('a broken upload says so and keeps the rest', async () => {
    const visitor = await atPlace();
    const many = Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`f${index}`, 'x']));

    const broken = await visitor.upload({ place: '幸福路', ...many }, [photo]);

    expect(broken.status).toBe(422);
    expect(broken.text).toContain('文件没有传完整');
  });
});
