/** One message to one person. Its key names it: told twice, the channel or the receiver knows it as one. */
export interface Message {
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: Date;
}

/** A way to tell a person something besides the desk; how is the adapter's matter. */
export interface ChannelPort {
  /**
   * @returns proof of delivery as the channel gives it; never an address
   * @throws Unrecoverable when the address is none that can be written to
   */
  readonly send: (message: Message) => Promise<string>;
}

/** Every way that leaves the house. */
export type Channels = Readonly<Record<'mail' | 'sms' | 'wecom', ChannelPort>>;
