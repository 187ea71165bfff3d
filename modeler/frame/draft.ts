import { type InjectionKey, inject } from 'vue';

/** Somebody of the house, as the studio names them. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** A file of a draft as it was last saved. */
export interface DraftFile {
  readonly name: string;
  readonly content: string;
  readonly revision: number;
  readonly savedBy: Person | null;
  readonly savedAt: string | null;
}

export type DraftState =
  | 'draft'
  | 'in-review'
  | 'changes-requested'
  | 'approved'
  | 'published'
  | 'discarded';

/** A proposal: what it changes and who is at it. */
export interface DraftView {
  readonly id: string;
  readonly name: string;
  readonly state: DraftState;
  readonly files: readonly { readonly name: string }[];
  readonly editors: readonly { readonly by: Person; readonly file: string }[];
}

/** What a step of a diagram stands on. */
export interface Link {
  readonly kind: 'process' | 'decision' | 'form';
  readonly id: string;
}

/** What an editor may ask of the page around it. */
export interface DraftContext {
  readonly draftId: () => string;
  /** Opens the file of the draft that defines what was linked. */
  readonly open: (link: Link) => void;
}

export const draftKey: InjectionKey<DraftContext> = Symbol('draft');

/** The draft whose file is edited, as the editor page provides it. */
export function useDraft(): DraftContext {
  const draft = inject(draftKey);
  if (draft === undefined) throw new Error('no draft provided: the editor page provides it');
  return draft;
}

/** Where a draft is found in the api. */
export const draftPath = (id: string) => `/studio/drafts/${encodeURIComponent(id)}`;
/** Where a file of a draft is found in the api. */
export const filePath = (id: string, name: string) =>
  `${draftPath(id)}/files/${encodeURIComponent(name)}`;
