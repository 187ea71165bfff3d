import { type Request, Router } from 'express';
import multer from 'multer';
import { directMail } from '../../processes/intake/mail-setting.ts';
import { Refusal } from '../../processes/refusal.ts';
import { acceptMail } from '../../workers/mail/incoming/accept-mail.ts';
import { largestMail, takeMail } from '../../workers/mail/incoming/take-mail.ts';
import { addressOf } from '../../workers/mail/open-mail.ts';
import { standingTopic } from '../../workers/store/house-settings.ts';
import type { MailRow } from '../../workers/store/mails.ts';
import { decidesAs } from '../complaints/policy.ts';
import type { ApiDeps } from '../deps.ts';
import { serveStaff } from '../serve.ts';
import { presentMail, presentMailItem } from './presenter.ts';
import {
  acceptDraft,
  changeMailSetting,
  dismissMail,
  listMails,
  readMail,
  readMailSetting,
  uploadMail,
} from './schema.ts';

const settingName = 'mail-intake';

function bytesSent({ file }: Request): Buffer {
  if (file === undefined || file.size === 0) throw new Refusal('FILE_EMPTY', { name: '' });
  return file.buffer;
}

/** Mails that came in, until somebody decided what becomes of them. */
export function mailRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { mails, settings, config, now } = deps;
  const readFile = multer({
    storage: multer.memoryStorage(),
    defParamCharset: 'utf8',
    limits: { files: 1, fileSize: largestMail, fields: 0, parts: 1 },
  }).single('file');

  async function find(mailId: string): Promise<MailRow> {
    const found = await mails.find(mailId);
    if (found === null) throw new Refusal('MAIL_UNKNOWN');
    return found;
  }

  serveStaff(router, listMails, async ({ query }) => {
    const [rows, drafts, aside] = await Promise.all([
      mails.list(query.state, query.limit),
      mails.count('draft'),
      mails.count('set-aside'),
    ]);
    const counts = { draft: drafts, 'set-aside': aside };
    return { body: { items: rows.map(presentMailItem), counts } };
  });

  serveStaff(router, readMail, async ({ params }) => ({
    body: presentMail(await find(params.id)),
  }));

  serveStaff(
    router,
    uploadMail,
    async ({ req }) => {
      const own = addressOf(config.MAIL_FROM);
      const arrival = { how: 'upload', at: now() } as const;
      const row = await takeMail({ ...deps, own }, bytesSent(req), arrival);
      return { body: presentMail(row), location: `/api/v1/mails/${row._id}` };
    },
    [readFile],
  );

  serveStaff(router, acceptDraft, async ({ params, body, person }) => {
    const { topic, subject, place, area, confidential } = body;
    await standingTopic(deps.settings, topic);
    const judged = { topic, subject: subject ?? null, place, area, confidential };
    const { caseId, number } = await acceptMail(
      { ...deps, trackingSecret: config.TRACKING_SECRET },
      await find(params.id),
      judged,
      { at: now(), by: decidesAs(person) },
    );
    return { body: { caseId, number }, location: `/api/v1/cases/${caseId}` };
  });

  serveStaff(router, dismissMail, async ({ params, body, person }) => {
    await find(params.id);
    const done = await mails.dismiss(params.id, body.ground, decidesAs(person), now());
    if (!done) throw new Refusal('MAIL_DECIDED');
    return { body: presentMail(await find(params.id)) };
  });

  serveStaff(router, readMailSetting, async () => {
    const chosen = directMail.safeParse(await settings.find(settingName));
    return { body: chosen.success ? chosen.data : { direct: false } };
  });

  serveStaff(router, changeMailSetting, async ({ body, person }) => {
    await settings.choose(settingName, body, { at: now(), userId: person.id });
    return { body };
  });

  return router;
}
