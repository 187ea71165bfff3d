/** The sign of each kind of change: colour only repeats it. */
export const changeMark = {
  added: '＋',
  removed: '－',
  changed: '✎',
  moved: '⇄',
  same: '',
} as const;
