import { z } from 'zod';
import { bare, endpoint } from '../endpoint.ts';
import { id } from '../text.ts';

export const readArchive = endpoint({
  ...bare,
  method: 'get',
  path: '/cases/:id/archive',
  summary: 'A closed case as one ZIP that is read and checked without the product',
  who: ['office', 'intake-clerk', 'supervision', 'auditor'],
  params: z.strictObject({ id }),
  media: 'application/zip',
});
