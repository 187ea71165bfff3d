import { type InjectionKey, inject, shallowRef, watch } from 'vue';
import type { Request } from '../api/request.ts';
import type { Language } from '../language/tongue.ts';

/** Names of units by id, in the language chosen; read once, when somebody first asks. */
export interface UnitNames {
  /** The id itself until the names are here, and for a unit that is no more. */
  readonly of: (unitId: string) => string;
}

export const unitNamesKey: InjectionKey<UnitNames> = Symbol('unit names');

export function createUnitNames(request: Request, { tongue }: Language): UnitNames {
  const names = shallowRef<ReadonlyMap<string, string>>(new Map());
  let asked = false;

  async function load(): Promise<void> {
    const { response } = await request<{
      readonly items: readonly { readonly id: string; readonly name: string }[];
    }>('/units/public');
    if (response !== null)
      names.value = new Map(response.body.items.map(({ id, name }) => [id, name]));
  }

  watch(tongue, () => {
    if (asked) void load();
  });
  return {
    of: (unitId) => {
      if (!asked) {
        asked = true;
        void load();
      }
      return names.value.get(unitId) ?? unitId;
    },
  };
}

export function useUnitNames(): UnitNames {
  const names = inject(unitNamesKey);
  if (names === undefined) throw new Error('no unit names provided: main.ts provides them');
  return names;
}
