/** Why a preview no longer says what publishing would do. */
export type Staleness = 'draft-changed' | 'calendar-changed' | 'too-old';

/** What a preview, or the moment it is read at, rests on. */
export interface PreviewGround {
  /** The revision of the draft. */
  readonly revision: number;
  /** The version in force. */
  readonly base: number;
  readonly at: Date;
}

/** A preview is for one moment: after a day too many clocks have begun and ended. */
const longestMs = 24 * 3_600_000;

/** Whether a preview still stands for what publishing would do; null when it does. */
export function stalenessOf(preview: PreviewGround, present: PreviewGround): Staleness | null {
  if (preview.revision !== present.revision) return 'draft-changed';
  if (preview.base !== present.base) return 'calendar-changed';
  return present.at.getTime() - preview.at.getTime() > longestMs ? 'too-old' : null;
}
