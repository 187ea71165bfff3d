import type { Browser, Page } from 'playwright-core';
import type { Store } from '../../../workers/store/connect.ts';
import { acceptComplaint } from '../../../workers/store/intake.ts';
import { createStores } from '../../../workers/store/stores.ts';
import type { TaskRow } from '../../../workers/store/tasks.ts';
import type { UserRow } from '../../../workers/store/users.ts';
import { type Receipt, submitComplaint, usualComplaint } from '../../support/citizen-client.ts';
import type { DeskClient } from '../../support/desk-client.ts';
import { type Installation, openInstallation } from '../../support/installation.ts';
import { callStaff, caseOf, workUntil } from '../../support/one-case.ts';
import { startBrowser } from '../citizen/look.ts';
import { sitDown } from '../studio/editor.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { type Entry, endStep, fillForm, takeTask } from '../whole-way/desk.ts';

/** A house with handlers in three units, its browser, and what axe found on the pages that were seen. */
export interface Stand {
  readonly house: Installation;
  readonly store: Store;
  readonly browser: Browser;
  readonly faults: Record<string, readonly string[]>;
  /** A complaint as a citizen sends it. */
  readonly handIn: (subject: string) => Promise<Receipt>;
  /** A question of a live session, as the house takes it over; the id of its case. */
  readonly fromSession: (subject: string) => Promise<string>;
  /** The usual staff works on it until a step waits. */
  readonly until: (receipt: Receipt, action: keyof typeof before) => Promise<void>;
  readonly caseId: (receipt: Receipt) => Promise<string>;
  /** Somebody at their desk, who leaves it when the work is done. */
  readonly at: (login: string, work: (page: Page) => Promise<void>) => Promise<void>;
  /** Does the step that waits for somebody in the case with this subject. */
  readonly step: (
    login: string,
    subject: string,
    entries: Entry[],
    button: string,
  ) => Promise<void>;
  /** Looks at a page with axe. */
  readonly look: (page: Page, name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** How many of the usual staff, in the order of the way, come before whoever does a step. */
const before = { assign: 1, contribute: 2, propose: 2 } as const;
const handlers = { linxia: 'U-huanbao', hulan: 'U-zhujian' };

async function appointHandlers(store: Store): Promise<void> {
  for (const [login, unitId] of Object.entries(handlers))
    await store
      .rows<UserRow>('users')
      .updateOne({ login }, { $set: { roles: [{ role: 'unit-handler', unitId }] } });
}

export async function openStand(): Promise<Stand> {
  const house = await openInstallation();
  const store = await house.openStore();
  await appointHandlers(store);
  const browser = await startBrowser();
  const staff: DeskClient[] = await callStaff(house);
  const faults: Record<string, readonly string[]> = {};
  let sent = 0;

  const look = async (page: Page, name: string) => {
    const found = await seriousFaultsOf(page);
    if (found.length > 0) faults[name] = found;
  };
  const at: Stand['at'] = async (login, work) => {
    const { page, complaints } = await sitDown(browser, house, login);
    await work(page);
    if (complaints.length > 0) faults[`${login}'s browser`] = complaints;
    await page.context().close();
  };
  const caseId: Stand['caseId'] = async ({ number }) => (await caseOf(store, number))._id;

  return {
    ...{ house, store, browser, faults, look, at, caseId },
    handIn: async (subject) => {
      sent += 1;
      const receipt = await submitComplaint(house.baseUrl, `turns-${sent}`, { subject });
      if (receipt === null) throw new Error('the house did not answer');
      return receipt;
    },
    fromSession: async (subject) => {
      const { topic, text } = usualComplaint;
      const { caseId: id } = await acceptComplaint(
        { ...createStores(store), trackingSecret: 'a secret of this test' },
        {
          ...{ subject, topic, text, place: null, area: null, channel: 'session', language: 'zh' },
          ...{ contact: null, anonymous: true, confidential: false, attachments: [] },
          ...{ postedAt: null, idempotencyKey: `session:${subject}` },
        },
        new Date(),
      );
      return id;
    },
    until: async (receipt, action) => {
      const id = await caseId(receipt);
      const waits = { caseId: id, action, state: 'open' } as const;
      await workUntil(staff.slice(0, before[action]), receipt.number, async () => {
        return (await store.rows<TaskRow>('tasks').findOne(waits)) !== null;
      });
    },
    step: (login, subject, entries, button) =>
      at(login, async (page) => {
        await takeTask(page, subject);
        await fillForm(page, entries);
        await look(page, `${login}, ${button}`);
        await endStep(page, button);
      }),
    close: async () => {
      await browser.close();
      await store.close();
      await house.close();
    },
  };
}
