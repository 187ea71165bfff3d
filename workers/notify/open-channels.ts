import { join } from 'node:path';
import type { MailPort } from '../mail/port.ts';
import type { Config } from '../platform/config.ts';
import { createFileChannel } from './file-channel.ts';
import { createHttpChannel, type Shape, smsShape, wecomShape } from './http-channel.ts';
import type { Channels } from './port.ts';

/** The ways out of this installation: by gateway where one is set, else into a folder of `DATA_DIR`. */
export function openChannels(
  config: Pick<Config, 'SMS_URL' | 'WECOM_URL' | 'DATA_DIR'>,
  mail: MailPort,
): Channels {
  const open = (url: string, folder: string, shape: Shape) =>
    url === '' ? createFileChannel(join(config.DATA_DIR, folder)) : createHttpChannel(url, shape);
  return {
    mail: { send: ({ key, ...letter }) => mail.send({ noticeId: key, ...letter }) },
    sms: open(config.SMS_URL, 'sms', smsShape),
    wecom: open(config.WECOM_URL, 'wecom', wecomShape),
  };
}
