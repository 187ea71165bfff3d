import { computed } from 'vue';
import { pathWith } from '../../web/api/path.ts';
import { useQuery } from '../../web/api/use-query.ts';

interface NamedField {
  readonly name: string;
  readonly values: readonly string[];
}

/** What the set may use, as far as it counts the values of a variable. */
interface Palette {
  readonly jobs: readonly {
    readonly inputs: readonly NamedField[];
    readonly outputs: readonly NamedField[];
  }[];
  readonly actions: readonly { readonly fields: readonly NamedField[] }[];
  readonly messages: readonly { readonly variables: readonly NamedField[] }[];
}

/** The values that contracts count for a variable, by its name. */
export function useVariableValues(draftId: () => string | null) {
  const { data } = useQuery<Palette>(() => pathWith('/studio/palette', { draft: draftId() }));
  return computed((): Readonly<Record<string, readonly string[]>> => {
    if (data.value === null) return {};
    const { jobs, actions, messages } = data.value;
    const fields = [
      ...jobs.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]),
      ...actions.flatMap((action) => action.fields),
      ...messages.flatMap(({ variables }) => variables),
    ];
    return Object.fromEntries(
      fields.filter(({ values }) => values.length > 0).map(({ name, values }) => [name, values]),
    );
  });
}
