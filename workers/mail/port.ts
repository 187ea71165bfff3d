/** One letter to one person. Which notice it carries out names it: the same notice is sent once, however often tried. */
export interface Mail {
  readonly noticeId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: Date;
}

/** Sends letters; how is the adapter's matter. */
export interface MailPort {
  /**
   * @returns proof of delivery as the channel gives it: file name or message id; never an address
   * @throws Unrecoverable when the address is none that can be written to
   */
  readonly send: (mail: Mail) => Promise<string>;
  readonly close: () => Promise<void>;
}
