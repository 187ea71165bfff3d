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

export const deployFiles = endpoint({
  ...bare,
  method: 'post',
  path: '/deployments',
  summary: 'Deploy diagrams, decisions and forms (`files`) as one set, or nothing',
  who: ['process-owner'],
  body: z.strictObject({}).optional(),
  sends: 'multipart',
  status: 201,
  answer: z.object({
    versionTag: z.string(),
    resources: z.array(
      z.object({ kind: z.string(), id: z.string(), version: z.number(), file: z.string() }),
    ),
  }),
});
