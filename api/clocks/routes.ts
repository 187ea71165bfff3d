import { Router } from 'express';
import type { z } from 'zod';
import type { ClockRecord } from '../../processes/clock/clock.ts';
import {
  extendClock,
  type MoveGround,
  pauseClock as pausedBy,
  resumeClock as resumedBy,
} from '../../processes/clock/move-clock.ts';
import { Refusal } from '../../processes/refusal.ts';
import { recordPause, recordResumption } from '../../workers/store/clock-moves.ts';
import { askExtension as ask } from '../../workers/store/extensions.ts';
import { findReadable } from '../cases/policy.ts';
import type { ApiDeps } from '../deps.ts';
import type { Person } from '../person.ts';
import { serveStaff, versionRead } from '../serve.ts';
import { type ClockMove, movesAs } from './policy.ts';
import { presentFinding } from './presenter.ts';
import { proofOf } from './proof.ts';
import { proofDocument } from './proof-docx.ts';
import {
  askExtension,
  downloadProof,
  listFindings,
  pauseClock,
  previewMove,
  resumeClock,
} from './schema.ts';

const mostFindings = 200;

interface Place {
  readonly id: string;
  readonly clockId: string;
}

type Wanted = z.output<typeof previewMove.body>;

/** The clock as it would stand; texts have no part in it. */
function tried(clock: ClockRecord, wanted: Wanted, ground: MoveGround): ClockRecord {
  switch (wanted.move) {
    case 'pause': {
      const { from, to } = wanted;
      const pause = { from: from ?? ground.now, to: to ?? null, category: '', reason: '' };
      return pausedBy(clock, pause, ground);
    }
    case 'resume':
      return resumedBy(clock, wanted.to ?? ground.now, ground);
    case 'ask-extension': {
      const { unit } = clock;
      return extendClock(clock, { ...wanted, unit, at: ground.now, reason: '' }, ground);
    }
  }
}

/** Clocks moved by people: paused, resumed, and requests for more time. */
export function clockRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { now } = deps;

  async function mover(person: Person, { id, clockId }: Place, move: ClockMove, version: number) {
    const { case: one } = await findReadable(deps, id, person);
    return { caseId: one.id, clockId, version, by: movesAs(person, one, move), at: now() };
  }

  async function clockOf({ id, clockId }: Place, person: Person) {
    const { case: one } = await findReadable(deps, id, person);
    const clock = await deps.clocks.find(clockId);
    if (clock === null || clock.caseId !== one.id) throw new Refusal('CLOCK_UNKNOWN');
    const calendar = await deps.calendars.find(clock.calendar.id, clock.calendar.version);
    if (calendar === null) throw new Refusal('CLOCK_UNKNOWN');
    return { clock, calendar };
  }

  async function asItStands(clockId: string) {
    const clock = await deps.clocks.find(clockId);
    if (clock === null) throw new Refusal('CLOCK_UNKNOWN');
    return { body: { dueAt: clock.dueAt.toISOString() }, version: clock.version };
  }

  serveStaff(router, previewMove, async ({ params, body, person }) => {
    const { clock, calendar } = await clockOf(params, person);
    const after = tried(clock, body, { calendar, now: now() });
    const dueBefore = clock.dueAt.toISOString();
    const { provisional } = after;
    return { body: { dueBefore, dueAfter: after.dueAt.toISOString(), provisional } };
  });

  serveStaff(router, pauseClock, async ({ params, body, person, req }) => {
    const who = await mover(person, params, 'pause', versionRead(req));
    const { category, reason, paper, from, to } = body;
    const pause = { category, reason, paper, from: from ?? who.at, to: to ?? null };
    await recordPause(deps, who, pause);
    return asItStands(params.clockId);
  });

  serveStaff(router, resumeClock, async ({ params, body, person, req }) => {
    const who = await mover(person, params, 'resume', versionRead(req));
    await recordResumption(deps, who, body.to ?? who.at);
    return asItStands(params.clockId);
  });

  serveStaff(router, askExtension, async ({ params, body, person, req }) => {
    const who = await mover(person, params, 'ask-extension', versionRead(req));
    const { amount, reason, paper } = body;
    const requestId = await ask(deps, who, { amount, reason, paper: paper ?? '' });
    return { body: { requestId } };
  });

  serveStaff(router, downloadProof, async ({ params, person, req, res }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const proof = await proofOf(deps, one, params.clockId);
    const complaint = await deps.complaints.find(one.id);
    const { number } = one;
    const subject = complaint?.subject ?? '';
    const paper = { proof, number, subject, lang: req.lang, now: now() };
    const document = await proofDocument(deps.language, paper);
    res
      .attachment(`${number}-${proof.clock.kind}.docx`)
      .type(downloadProof.media ?? '')
      .set('cache-control', 'private, no-store')
      .send(document);
    return undefined;
  });

  serveStaff(router, listFindings, async () => {
    const rows = await deps.clockFindings.newest(mostFindings);
    return { body: { items: rows.map(presentFinding) } };
  });

  return router;
}
