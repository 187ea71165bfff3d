import { theHouse } from '../../processes/complaint/case.ts';
import type { Handler } from '../handler.ts';
import { takeIncidentStep } from '../store/incident-step.ts';

/** Claims the incident for this instance and says what the level rule looks at. */
export const handle: Handler<'incident:open-incident'> = async (
  { incidentId },
  deps,
  { instanceKey },
) => {
  const at = deps.now();
  const {
    instanceKey: held,
    harm,
    spread,
    mass,
  } = await takeIncidentStep(deps, incidentId, (current) =>
    current.instanceKey === null
      ? { drafts: [{ type: 'claim', at, by: theHouse, data: { instanceKey } }] }
      : null,
  );
  return { claimed: held === instanceKey, harm, spread, mass };
};
