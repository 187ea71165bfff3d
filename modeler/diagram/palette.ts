/** A variable a process has, as its contracts and steps tell. */
export interface KnownVariable {
  readonly name: string;
  readonly type: string;
}

/** What a diagram may be built of, as `GET /studio/palette` tells it. */
export interface Palette {
  readonly jobs: readonly {
    readonly type: string;
    readonly inputs: readonly KnownVariable[];
    readonly outputs: readonly KnownVariable[];
  }[];
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  readonly forms: readonly { readonly id: string; readonly file: string }[];
  readonly processes: readonly {
    readonly id: string;
    readonly variables: readonly KnownVariable[];
  }[];
}

export const emptyPalette: Palette = { jobs: [], roles: [], forms: [], processes: [] };
