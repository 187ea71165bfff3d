import { describe, expect, test } from '@jest/globals';
import { recordLook } from '../../../../api/boards/checks.ts';
import { toPerson } from '../../../../api/person.ts';
import { checkBoards } from '../../../../workers/schedules/check-boards.ts';
import type { BoardCheckRow, BoardMessageRow } from '../../../../workers/store/boards.ts';
import type { ApiHouse } from '../start-api.ts';

const zone = 'Asia/Shanghai';
const found = { title: '滨河路路灯不亮', board: '人民网留言板' };

/** Boards of others: accounts, looks, and what is found there. */
export function boardScenes(house: () => ApiHouse): void {
  async function note(link: string) {
    const informer = await house().signIn('informer');
    return (await informer.post('/api/v1/boards/messages').send({ ...found, link })).body;
  }
  const taking = { topic: 'urban-rural-construction', unitId: 'U-shizheng' };

  describe('a message on a board', () => {
    test('claimed the same day becomes a complaint of the board channel, once, with nobody named', async () => {
      const message = await note('https://board.example.org/t/1');
      const informer = await house().signIn('informer');
      const claim = () => informer.post(`/api/v1/boards/messages/${message.id}/claim`).send(taking);

      const [first, second] = [await claim(), await claim()];

      expect([first.status, second.body.code]).toEqual([201, 'BOARD_MESSAGE_TAKEN']);
      const kept = await house().deps.complaints.find(first.body.caseId);
      expect(kept).toMatchObject({
        ...{ channel: 'board', contact: null, anonymous: true, subject: found.title },
        origin: { link: 'https://board.example.org/t/1' },
      });
      expect((await note('https://board.example.org/t/1')).state).toBe('claimed');
    });

    test('claimed by two at once is one case', async () => {
      const message = await note('https://board.example.org/t/2');
      const before = await house().deps.store.rows('complaints').countDocuments({});
      const [informer, office] = [await house().signIn('informer'), await house().signIn('office')];

      const answers = await Promise.all([
        informer.post(`/api/v1/boards/messages/${message.id}/claim`).send(taking),
        office
          .post(`/api/v1/boards/messages/${message.id}/assignment`)
          .send({ ...taking, unitId: 'U-zhujian' }),
      ]);

      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(await house().deps.store.rows('complaints').countDocuments({})).toBe(before + 1);
    });

    test('nobody claimed by the end of the day is for the office to assign', async () => {
      const message = await note('https://board.example.org/t/3');
      const rows = house().deps.store.rows<BoardMessageRow>('board_messages');
      await rows.updateOne(
        { _id: message.id },
        { $set: { foundAt: new Date('2026-01-05T08:00:00Z') } },
      );
      const [informer, office] = [await house().signIn('informer'), await house().signIn('office')];

      const late = await informer.post(`/api/v1/boards/messages/${message.id}/claim`).send(taking);
      const waiting = (await office.get('/api/v1/boards/messages?state=unclaimed')).body;
      await checkBoards(
        { ...house().deps, zone },
        { since: new Date('2026-01-05T15:00:00Z'), until: new Date('2026-01-05T16:00:00Z') },
      );
      const assigned = await office
        .post(`/api/v1/boards/messages/${message.id}/assignment`)
        .send(taking);

      expect(late.body.code).toBe('BOARD_DAY_OVER');
      expect(waiting).toMatchObject({ unclaimed: 1, items: [{ id: message.id, unclaimed: true }] });
      const told = await house()
        .deps.store.rows('notices')
        .countDocuments({ kind: 'board-unclaimed' });
      expect([assigned.status, told]).toEqual([201, 1]);
    });

    test('is claimed for the own unit only', async () => {
      const message = await note('https://board.example.org/t/4');
      const informer = await house().signIn('informer');

      const other = await informer
        .post(`/api/v1/boards/messages/${message.id}/claim`)
        .send({ ...taking, unitId: 'U-zhujian' });

      expect(other.body.code).toBe('NOT_YOUR_UNIT');
    });
  });

  describe('a unit that is dissolved', () => {
    test('gets neither an account to look at nor a message', async () => {
      const office = await house().signIn('office');
      const units = house().deps.store.rows<{ _id: string }>('units');
      const dissolve = (dissolvedAt: Date | null) =>
        units.updateOne({ _id: 'U-zhujian' }, { $set: { dissolvedAt } });
      const message = await note('https://board.example.org/t/dissolved');
      await dissolve(new Date('2026-01-01T00:00:00Z'));

      const account = { unitId: 'U-zhujian', board: '人民网', account: '住建局' };
      const entered = await office
        .post('/api/v1/boards/accounts')
        .send({ ...account, responsible: 'informer' });
      const assigned = await office
        .post(`/api/v1/boards/messages/${message.id}/assignment`)
        .send({ ...taking, unitId: 'U-zhujian' });
      await dissolve(null);

      expect([entered.body.code, assigned.body.code]).toEqual(['UNIT_UNKNOWN', 'UNIT_UNKNOWN']);
    });
  });

  describe('the looks at the boards', () => {
    test('missed by a unit with an account are on record and an occasion of the score rule, once', async () => {
      const office = await house().signIn('office');
      const account = {
        unitId: 'U-shizheng',
        board: '人民网',
        account: '城市管理局',
        responsible: 'informer',
      };
      const entered = await office.post('/api/v1/boards/accounts').send(account);
      expect(entered.body.responsible.name).toBe('informer 某');
      const rows = house().deps.store.rows<{ _id: string }>('board_accounts');
      await rows.updateMany({}, { $set: { createdAt: new Date('2026-01-01T00:00:00Z') } });
      const checks = house().deps.store.rows<BoardCheckRow>('board_checks');
      const done = {
        unitId: 'U-shizheng',
        day: '2026-03-02',
        slot: 'morning',
        state: 'done',
      } as const;
      const at = new Date('2026-03-02T02:00:00Z');
      await checks.insertOne({
        _id: 'U-shizheng:2026-03-02:morning',
        ...done,
        at,
        by: 'P-informer',
        found: 0,
      });
      const day = {
        since: new Date('2026-03-01T16:00:00Z'),
        until: new Date('2026-03-02T16:00:00Z'),
      };

      await checkBoards({ ...house().deps, zone }, day);
      await checkBoards({ ...house().deps, zone }, day);

      expect(
        (await checks.find({ day: '2026-03-02' }).toArray()).map(({ slot, state }) => [
          slot,
          state,
        ]),
      ).toEqual([
        ['morning', 'done'],
        ['afternoon', 'missed'],
      ]);
      const occasion = await house().deps.occasions.find('board:U-shizheng:2026-03-02:afternoon');
      expect(occasion).toMatchObject({
        kind: 'board-check-missed',
        unitId: 'U-shizheng',
        caseId: null,
      });
      expect(await house().deps.occasions.find('board:U-shizheng:2026-03-02:morning')).toBeNull();
      const listed = (await office.get('/api/v1/boards/checks?day=2026-03-02')).body.items;
      expect(listed).toContainEqual(
        expect.objectContaining({ slot: 'afternoon', state: 'missed' }),
      );
    });

    test('are recorded by the information officer of the unit, once, while they are due', async () => {
      const found = await house().deps.users.findByLogin('informer');
      if (found === null) throw new Error('nobody looks');
      const person = toPerson(found, new Date());
      const look = (unitId: string, instant: string) =>
        recordLook(
          house().deps,
          { unitId, found: 2 },
          { person, lang: 'zh', now: new Date(instant) },
        );

      await look('U-shizheng', '2026-03-03T01:00:00Z');

      await expect(look('U-shizheng', '2026-03-03T03:59:00Z')).rejects.toThrow('CHECK_DONE');
      await expect(look('U-shizheng', '2026-03-03T10:00:00Z')).rejects.toThrow('CHECK_MISSED');
      await expect(look('U-zhujian', '2026-03-03T05:00:00Z')).rejects.toThrow('NOT_YOUR_UNIT');
    });
  });
}
