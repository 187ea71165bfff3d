/** The house clock: the only reader of the host's time. */
export type Now = () => Date;

/** A clock that runs `offsetMs` ahead of the host. */
export function hostClock(offsetMs = 0): Now {
  return () => new Date(Date.now() + offsetMs);
}
