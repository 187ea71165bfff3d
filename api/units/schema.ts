import { z } from 'zod';
import { settingCode } from '../../processes/settings/words.ts';
import { bare, endpoint } from '../endpoint.ts';
import { id, line, lines } from '../text.ts';

const unitId = z.string().regex(/^U-[\w-]{1,60}$/, 'UNIT_ID_FORM');
const duties = z.array(settingCode).max(100);

const unitView = z.object({
  id: z.string(),
  name: z.string(),
  nameEn: z.string(),
  parentId: z.string().nullable(),
  tier: z.number(),
  duties: z.array(z.string()),
  address: z.string(),
  phone: z.string(),
  hours: z.string().describe('When its doors are open, in its own words'),
  dissolvedOn: z.iso.date().nullable().describe('From then on it gets nothing new'),
  standing: z.boolean(),
  successorId: z.string().nullable(),
  version: z.number(),
});
export type UnitView = z.input<typeof unitView>;

export const listPublicUnits = endpoint({
  ...bare,
  method: 'get',
  path: '/units/public',
  summary:
    'The units of the institution, by name; `standing` is false for those that were dissolved',
  who: 'anyone',
  answer: z.object({
    items: z.array(z.object({ id: z.string(), name: z.string(), standing: z.boolean() })),
  }),
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
    reason: lines(500).default('').describe('Stays on record'),
  }),
  sends: 'json',
  status: 201,
  answer: unitView,
});

export const changeUnit = endpoint({
  ...bare,
  method: 'patch',
  path: '/units/:id',
  summary: 'Change a unit that was read at the version in If-Match; the reason stays on record',
  who: ['system-admin'],
  params: z.strictObject({ id }),
  body: z.strictObject({
    name: line(100, 1).optional(),
    nameEn: line(100).optional(),
    duties: duties.optional(),
    reason: lines(500, 1),
  }),
  sends: 'json',
  answer: unitView,
});
