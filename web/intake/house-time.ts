/** What a field of date and time holds, read on the institution's clock; null for an empty one. */
export function instantOf(local: string): string | null {
  return local === '' ? null : new Date(`${local}:00+08:00`).toISOString();
}
