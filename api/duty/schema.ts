import { z } from 'zod';
import { lacks } from '../../processes/rota/duties.ts';
import { dutyRoles } from '../../processes/rota/words.ts';
import { swapStates } from '../../workers/store/duty-changes.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, id } from '../text.ts';

/** Who keeps the rotas day by day: they put people in, and enter leave for others. */
export const keepers = ['office', 'duty-leader', 'system-admin'] as const;

const code = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const person = z.object({ id: z.string(), name: z.string() });

const slot = z.strictObject({
  rotaId: code,
  shiftId: code,
  date: z.iso.date().describe('The day the shift begins'),
});

const duty = z.object({
  rotaId: z.string(),
  shiftId: z.string(),
  shiftName: z.string(),
  date: z.string(),
  from: at,
  until: at,
  turnOf: person.nullable(),
  person: person.nullable().describe('Null: nobody stands it'),
  how: z.enum(['turn', 'stand-in', 'swap']),
  lack: z.enum(lacks).nullable(),
});
export type DutyView = z.input<typeof duty>;

const rota = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(dutyRoles),
  now: z.array(duty),
  next: z.array(duty).describe('Those who come on next, the next three'),
  duties: z.array(duty),
  fit: z.array(person).describe('Who could stand its duties today'),
});
export type RotaView = z.input<typeof rota>;

const gap = z.object({
  rotaName: z.string(),
  shiftName: z.string().nullable(),
  from: at,
  until: at,
  why: z.enum(['no-shift', ...lacks]),
  turnOf: person.nullable(),
});
export type GapView = z.input<typeof gap>;

const leave = z.object({ id: z.string(), person, from: at, until: at, mayWithdraw: z.boolean() });
export type LeaveView = z.input<typeof leave>;

const swapSlot = z.object({ rotaName: z.string(), shiftName: z.string(), date: z.string() });
const swap = z.object({
  id: z.string(),
  asker: person,
  asked: person,
  gives: swapSlot,
  takes: swapSlot.nullable(),
  state: z.enum(swapStates),
  at,
  mayAnswer: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type SwapView = z.input<typeof swap>;

const plan = z.object({
  from: at,
  until: at,
  rotas: z.array(rota),
  rehearsal: z.object({
    gaps: z.array(gap),
    clashes: z.array(z.object({ person, from: at, until: at, places: z.array(z.string()) })),
    unusualDays: z.array(
      z.object({ date: z.string(), kind: z.enum(['holiday', 'makeup']), name: z.string() }),
    ),
    unknownYears: z.array(z.string()),
  }),
  leaves: z.array(leave),
  swaps: z.array(swap).describe('Of the reader, the newest first'),
  people: z
    .array(person.extend({ roles: z.array(z.string()) }))
    .describe('Who stands duty for which roles; for those who change the rotas'),
  me: z.string(),
  mayKeep: z.boolean(),
  mayEdit: z.boolean().describe('The reader changes the rotas themselves'),
});
export type DutyPlanView = z.input<typeof plan>;

export const readDuty = endpoint({
  ...bare,
  method: 'get',
  path: '/duty',
  summary: 'Who is on duty now and in the days to come, with every gap of the plan',
  query: z.strictObject({
    from: z.iso.date().optional().describe('First day; today without it'),
    days: z.coerce.number().int().min(1).max(62).default(30),
  }),
  answer: plan,
});

const change = { ...bare, method: 'post', sends: 'json', status: 204 } as const;

export const putIn = endpoint({
  ...change,
  path: '/duty/stand-ins',
  summary: 'Put somebody in for what is still ahead of a shift',
  who: keepers,
  body: z.strictObject({ slot, userId: id }),
});

export const enterLeave = endpoint({
  ...change,
  path: '/duty/leaves',
  summary:
    'Enter one’s own leave, or that of somebody whose duty one keeps; no ground is asked for',
  body: z.strictObject({ userId: id, from: z.iso.datetime(), until: z.iso.datetime() }),
});

const one = z.strictObject({ id: z.uuid() });

export const withdrawLeave = endpoint({
  ...change,
  path: '/duty/leaves/:id/withdraw',
  summary: 'Take a leave back',
  params: one,
  body: bare.body,
  sends: 'nothing',
});

export const askToSwap = endpoint({
  ...change,
  path: '/duty/swaps',
  summary: 'Ask another one to take over a duty of one’s own, for one of theirs or for none',
  body: z.strictObject({ gives: slot, takes: slot.nullable().default(null), userId: id }),
});

export const answerSwap = endpoint({
  ...change,
  path: '/duty/swaps/:id/answer',
  summary: 'Agree to a swap one is asked for, or decline it',
  params: one,
  body: z.strictObject({ agrees: z.boolean() }),
});

export const withdrawSwap = endpoint({
  ...change,
  path: '/duty/swaps/:id/withdraw',
  summary: 'Take back what nobody has answered',
  params: one,
  body: bare.body,
  sends: 'nothing',
});

export const answerCall = endpoint({
  ...change,
  path: '/duty/calls/:id/answer',
  summary: 'Take what one is called for: nobody else is called any more',
  params: z.strictObject({ id: z.string().regex(/^incident-[\w-]{1,64}:call-[a-z-]{1,40}$/) }),
  body: bare.body,
  sends: 'nothing',
});
