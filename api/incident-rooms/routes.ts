import { type Request, Router } from 'express';
import type { Incident } from '../../processes/incident/incident.ts';
import { Refusal } from '../../processes/refusal.ts';
import * as rooms from '../../workers/store/incident-room.ts';
import { isStanding } from '../../workers/store/units.ts';
import type { ApiDeps } from '../deps.ts';
import { findIncident } from '../incidents/policy.ts';
import type { Person } from '../person.ts';
import { serveStaff, versionRead } from '../serve.ts';
import { actsInRoom, type RoomAction } from './policy.ts';
import { roomOf } from './room.ts';
import {
  acknowledgeReport,
  addFact,
  addMeasure,
  answerQuestion,
  changeLevel,
  correctOccurrence,
  editStatement,
  finishMeasure,
  judgeFact,
  raiseQuestion,
  readRoom,
  recordPublication,
} from './schema.ts';

interface Asked {
  readonly params: { readonly id: string };
  readonly person: Person;
  readonly req: Request;
}

/** What is done: by which action, and whether it is decided on the version that was looked at. */
interface Doing {
  readonly action: RoomAction;
  readonly looked?: boolean;
  /** Roles that are meant rather than others the person holds. */
  readonly as?: (incident: Incident) => readonly string[];
}

/** The room of an incident: what is decided on the version that was looked at, and what is added whatever others do. */
export function incidentRoomRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { now, units } = deps;

  async function shown(incident: Incident, { person, req }: Pick<Asked, 'person' | 'req'>) {
    const body = await roomOf(deps, incident, { person, lang: req.lang });
    return { body, version: incident.version };
  }

  /** Does one thing in the room and answers the room as it is then. */
  async function inRoom(
    asked: Asked,
    { action, looked = false, as = () => [] }: Doing,
    does: (actor: rooms.RoomActor) => Promise<Incident>,
  ) {
    const incident = await findIncident(deps, asked.params.id, asked.person);
    const by = actsInRoom(asked.person, incident, action, as(incident));
    const actor = { incidentId: incident.id, by, at: now() };
    const version = looked ? { version: versionRead(asked.req) } : {};
    return shown(await does({ ...actor, ...version }), asked);
  }

  serveStaff(router, readRoom, async (asked) =>
    shown(await findIncident(deps, asked.params.id, asked.person), asked),
  );

  serveStaff(router, changeLevel, (asked) =>
    inRoom(asked, { action: 'change-level', looked: true }, (actor) =>
      rooms.changeLevel(deps, actor, asked.body),
    ),
  );

  serveStaff(router, correctOccurrence, (asked) =>
    inRoom(asked, { action: 'correct-occurrence', looked: true }, (actor) =>
      rooms.correctOccurrence(deps, actor, asked.body),
    ),
  );

  serveStaff(router, editStatement, (asked) =>
    inRoom(asked, { action: 'edit-statement', looked: true }, (actor) =>
      rooms.editStatement(deps, actor, asked.body),
    ),
  );

  serveStaff(router, addFact, (asked) =>
    inRoom(asked, { action: 'add-fact' }, (actor) => rooms.addFact(deps, actor, asked.body)),
  );

  serveStaff(router, judgeFact, (asked) => {
    const given = { ...asked.body, factId: asked.params.part };
    return inRoom(asked, { action: 'judge-fact' }, (actor) => rooms.judgeFact(deps, actor, given));
  });

  serveStaff(router, acknowledgeReport, (asked) => {
    const { part } = asked.params;
    const as = ({ reports }: Incident) => [reports.find(({ id }) => id === part)?.to ?? ''];
    return inRoom(asked, { action: 'acknowledge', as }, (actor) =>
      rooms.acknowledgeReport(deps, actor, part),
    );
  });

  serveStaff(router, addMeasure, async (asked) => {
    const unit = await units.find(asked.body.unitId);
    if (unit === null) throw new Refusal('UNIT_UNKNOWN', { field: 'unitId' });
    if (!isStanding(unit, now()))
      throw new Refusal('UNIT_DISSOLVED', { field: 'unitId', name: unit.name });
    return inRoom(asked, { action: 'add-measure' }, (actor) =>
      rooms.addMeasure(deps, actor, asked.body),
    );
  });

  serveStaff(router, finishMeasure, (asked) => {
    const given = { ...asked.body, measureId: asked.params.part };
    return inRoom(asked, { action: 'finish-measure' }, (actor) =>
      rooms.finishMeasure(deps, actor, given),
    );
  });

  serveStaff(router, raiseQuestion, (asked) =>
    inRoom(asked, { action: 'raise-question' }, (actor) =>
      rooms.raiseQuestion(deps, actor, asked.body),
    ),
  );

  serveStaff(router, answerQuestion, (asked) => {
    const given = { ...asked.body, questionId: asked.params.part };
    return inRoom(asked, { action: 'answer-question' }, (actor) =>
      rooms.answerQuestion(deps, actor, given),
    );
  });

  serveStaff(router, recordPublication, (asked) =>
    inRoom(asked, { action: 'record-publication' }, (actor) =>
      rooms.recordPublication(deps, actor, asked.body),
    ),
  );

  return router;
}
