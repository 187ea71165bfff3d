import { z } from 'zod';
import { linkedCase } from '../../processes/reopening/actions.ts';

/** The other cases that a case belongs to, as the case file names them. */
export const linkedViews = {
  merged: z
    .object({ leadId: z.string(), leadNumber: z.string() })
    .nullable()
    .describe('The case it has joined'),
  followers: z.number().describe('How many cases have joined it'),
  reopens: linkedCase.nullable().describe('The answered case it takes up'),
  reopenedAs: linkedCase.nullable().describe('The case in which its sender put it again'),
} as const;
