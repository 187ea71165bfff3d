import { z } from 'zod';
import { webAddress } from '../intake/schema.ts';
import { lines, optionalLine, yesOrNo } from '../text.ts';

const degrees = (most: number) =>
  z
    .union([z.literal('').transform(() => null), z.coerce.number().min(-most).max(most)])
    .nullish()
    .transform((given) => given ?? null);

/** A request as a system outside posts it, by the names of the standard; what we do not use is let go. */
export const postedRequest = z.object({
  service_code: z.string().trim().max(64),
  description: lines(10_000, 5),
  address_string: optionalLine(160),
  address_id: optionalLine(60),
  lat: degrees(90),
  long: degrees(180),
  first_name: optionalLine(24),
  last_name: optionalLine(24),
  email: optionalLine(200).pipe(z.email('EMAIL_WRONG').nullable()),
  phone: optionalLine(30).pipe(
    z
      .string()
      .regex(/^[+()\d\s-]{5,30}$/, 'PHONE_WRONG')
      .nullable(),
  ),
  media_url: webAddress,
  'attribute[subject]': optionalLine(100),
  'attribute[confidential]': yesOrNo.default(false),
});
export type PostedRequest = z.output<typeof postedRequest>;

const list = (most: number) =>
  z
    .string()
    .max(2000)
    .transform((text) => text.split(',').map((word) => word.trim()))
    .pipe(z.array(z.string().regex(/^[\w-]{1,64}$/)).max(most));

const instant = z.iso
  .datetime({ offset: true })
  .or(z.iso.date())
  .transform((text) => new Date(text));

/** Which requests a system outside asks for. */
export const askedRequests = z.object({
  service_request_id: list(50).optional(),
  service_code: list(50).optional(),
  status: z
    .string()
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(z.enum(['open', 'closed'])).min(1))
    .optional(),
  start_date: instant.optional(),
  end_date: instant.optional(),
});
export type AskedRequests = z.output<typeof askedRequests>;
