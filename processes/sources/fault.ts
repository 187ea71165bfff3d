/** Why a source could not be read; each has its sentence in the dictionaries. */
export const feedFaults = [
  'address',
  'private',
  'unreachable',
  'too-slow',
  'too-large',
  'redirects',
  'status',
  'packed',
  'charset',
  'document-type',
  'broken',
  'no-feed',
  'failed',
] as const;
export type FeedFaultCode = (typeof feedFaults)[number];

/** A source that cannot be read as it is now; what was found before stays. */
export class FeedFault extends Error {
  override readonly name = 'FeedFault';
  readonly code: FeedFaultCode;
  /** What the other side answered, where it answered at all. */
  readonly status: number | null;

  constructor(code: FeedFaultCode, status: number | null = null) {
    super(code);
    this.code = code;
    this.status = status;
  }
}
