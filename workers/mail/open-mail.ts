import { join } from 'node:path';
import type { Config } from '../platform/config.ts';
import { createFileMail } from './file-mail.ts';
import type { MailPort } from './port.ts';
import { createSmtpMail } from './smtp-mail.ts';

/** The way letters go out of this installation: by mail server where one is set, else into `DATA_DIR/mail`. */
export function openMail(config: Pick<Config, 'SMTP_URL' | 'MAIL_FROM' | 'DATA_DIR'>): MailPort {
  return config.SMTP_URL === ''
    ? createFileMail(join(config.DATA_DIR, 'mail'), config.MAIL_FROM)
    : createSmtpMail(config.SMTP_URL, config.MAIL_FROM);
}

/** The bare address of a sender that may be written with its name: `Office <office@city.example>`. */
export function addressOf(from: string): string {
  return (/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from).trim().toLowerCase();
}
