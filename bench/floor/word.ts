/** What the floor's worker tells the client, which has no database to look into. */
export interface FloorWord {
  readonly kind: 'started' | 'ended';
  readonly caseId: string;
  /** Of the instance that was started; empty at the end. */
  readonly instanceKey: string;
}
