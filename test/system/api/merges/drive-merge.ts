import { theHouse } from '../../../../processes/complaint/case.ts';
import { type ApiHouse, receive } from '../start-api.ts';

/** Two complaints about the same lamps, in different words, and one about something else at the same place. */
export const lamps = [
  {
    topic: 'urban-rural-construction',
    subject: '路灯不亮三天无人修',
    text: '滨河路东段三盏路灯已经三天不亮，晚上行人很不方便，请尽快维修。',
    place: '滨河路东段',
  },
  {
    topic: 'urban-rural-construction',
    subject: '晚上走路一片黑',
    text: '我每天下夜班经过滨河路，这几天街灯全灭着，摸黑走很害怕，麻烦派人看看路灯。',
    place: '滨河路',
  },
] as const;
export const cover = {
  topic: 'urban-rural-construction',
  subject: '路面井盖松动响',
  text: '滨河路东段的井盖松了，车一压哐当响，住在旁边的人睡不好。',
  place: '滨河路东段',
} as const;

/** A complaint that an instance runs. */
export async function receiveRunning(house: ApiHouse, change: object = lamps[0]) {
  const received = await receive(house, { ...change });
  await house.deps.cases.act(received.caseId, () => [
    {
      ...{ type: 'claim', at: new Date(), by: theHouse },
      data: { instanceKey: `9${received.caseId.replace(/\D/g, '').slice(0, 12)}` },
    },
  ]);
  return received;
}
