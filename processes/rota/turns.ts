import type { SettingIssue } from '../settings/issue.ts';
import type { RotaDocument } from './rota.ts';

/** People of turns whom nobody knows. Whoever left since stays, and is shown as a gap. */
export function rotaProblems({ items }: RotaDocument, people: readonly string[]): SettingIssue[] {
  const known = new Set(people);
  return items.flatMap(({ shifts }, rota) =>
    shifts.flatMap(({ turn }, shift) =>
      turn.flatMap((userId, index): SettingIssue[] =>
        known.has(userId)
          ? []
          : [
              {
                path: ['items', rota, 'shifts', shift, 'turn', index],
                ...{ code: 'NOT_A_CHOICE', params: {} },
              },
            ],
      ),
    ),
  );
}
