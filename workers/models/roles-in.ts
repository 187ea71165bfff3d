/**
 * Roles written as such in the groups of a task: the words of a list, or the first word of each expression in it, up to
 * the unit. Roles that an expression works out are not among them.
 */
export function rolesIn(groups: string): string[] {
  const words = groups.startsWith('=')
    ? [...groups.matchAll(/(?:^=|[[,])\s*"((?:[^"\\]|\\.)*)"/g)].map(([, word = '']) => word)
    : groups.split(',');
  return words.map((word) => word.trim().replace(/@.*$/, '')).filter((word) => word !== '');
}
