/** How weighty a matter is: it decides who signs, and which regime applies. The words are `words.weight.<weight>`. */
export const weights = [
  'simple',
  'several-sections',
  'other-departments',
  'board-decision',
] as const;
