import { z } from 'zod';
import { bare, endpoint } from '../endpoint.ts';
import { at } from '../text.ts';

export const listDefinitions = endpoint({
  ...bare,
  method: 'get',
  path: '/definitions',
  summary: 'The newest version of every diagram, decision and form',
  answer: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['process', 'decision', 'form']),
        name: z.string(),
        version: z.number(),
        versionTag: z.string().nullable(),
        deployedAt: at,
      }),
    ),
  }),
});
