import { z } from 'zod';

/** Whether mails of the watched folder are complaints at once, because it holds the institution's public mailbox. */
export const directMail = z.object({ direct: z.boolean() });
