import { z } from 'zod';
import { bare, endpoint } from '../endpoint.ts';

export const listTopics = endpoint({
  ...bare,
  method: 'get',
  path: '/topics',
  summary: 'What a complaint can be about',
  who: 'anyone',
  answer: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        names: z.object({ zh: z.string(), en: z.string() }),
        shown: z.boolean().describe('Whether citizens may choose it'),
        retired: z.boolean().describe('No new complaint gets it'),
      }),
    ),
  }),
});
