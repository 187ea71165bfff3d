import type { Access } from '../access.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import type { OpenLadderView } from './schema.ts';

const most = 500;

/** The ladders that go on, of the cases that may be seen. */
export async function openLadders(
  deps: ApiDeps,
  asking: { readonly access: Access; readonly rung: number | null; readonly lang: Lang },
): Promise<OpenLadderView[]> {
  const { access, rung, lang } = asking;
  if (access.readable === null) return [];
  const ladders = await deps.ladders.open({ rung, limit: most });
  const cases = await deps.caseList.among(
    ladders.map(({ caseId }) => caseId),
    access.readable,
  );
  const [subjects, units] = await Promise.all([
    deps.inbox.subjects([...cases.keys()]),
    deps.units.list(),
  ]);
  return ladders.flatMap((ladder): OpenLadderView[] => {
    const one = cases.get(ladder.caseId);
    if (one === undefined) return [];
    const unit = units.find(({ _id }) => _id === one.unitId) ?? null;
    const clock = one.clocks.find(({ clockId }) => clockId === ladder.id);
    const last = ladder.rungs.at(-1) ?? null;
    return [
      {
        ...{ clockId: ladder.id, caseId: one._id, number: one.number },
        ...{ kind: ladder.kind, rung: ladder.rung, means: last?.means ?? null },
        subject: subjects.get(one._id) ?? '',
        unitName: unitNameOf(unit, lang),
        waiting: last !== null && last.doneAt === null,
        dueAt: clock?.dueAt.toISOString() ?? null,
        nextAt: ladder.nextAt?.toISOString() ?? null,
      },
    ];
  });
}
