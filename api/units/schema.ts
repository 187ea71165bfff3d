import { z } from 'zod';
import { isTopic } from '../../processes/complaint/topics.ts';
import { bare, endpoint } from '../endpoint.ts';
import { id, line } from '../text.ts';

const unitId = z.string().regex(/^U-[\w-]{1,60}$/, 'UNIT_ID_FORM');
const duties = z.array(z.string().refine(isTopic, 'NOT_A_CHOICE')).max(50);

const unitView = z.object({
  id: z.string(),
  name: z.string(),
  nameEn: z.string(),
  parentId: z.string().nullable(),
  tier: z.number(),
  duties: z.array(z.string()),
  version: z.number(),
});
export type UnitView = z.input<typeof unitView>;

export const listPublicUnits = endpoint({
  ...bare,
  method: 'get',
  path: '/units/public',
  summary: 'The units of the institution, by name',
  who: 'anyone',
  answer: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
});

export const listUnits = endpoint({
  ...bare,
  method: 'get',
  path: '/units',
  summary: 'The tree of units, parents before children',
  answer: z.object({ items: z.array(unitView) }),
});

export const addUnit = endpoint({
  ...bare,
  method: 'post',
  path: '/units',
  summary: 'Add a unit below another',
  who: ['system-admin'],
  body: z.strictObject({
    id: unitId,
    name: line(100, 1),
    nameEn: line(100).default(''),
    parentId: id.nullable(),
    duties: duties.default([]),
  }),
  sends: 'json',
  status: 201,
  answer: unitView,
});

export const changeUnit = endpoint({
  ...bare,
  method: 'patch',
  path: '/units/:id',
  summary: 'Change a unit that was read at the version in If-Match',
  who: ['system-admin'],
  params: z.strictObject({ id }),
  body: z.strictObject({ name: line(100, 1), nameEn: line(100), duties }).partial(),
  sends: 'json',
  answer: unitView,
});
