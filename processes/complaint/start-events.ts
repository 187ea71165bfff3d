/** Start events that are shipped; a table may name others. */
export const usualStartEvents = [
  'posted',
  'collected',
  'received',
  'session-ended',
  'submitted',
  'submitted-government',
  'sheet-received',
] as const;
