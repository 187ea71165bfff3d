/** What was typed for an input as the engine takes it: a number, a truth, a text; nothing for an empty field. */
export function inputOf(typed: string, type: string): unknown {
  const text = typed.trim();
  if (text === '' || text === 'null') return null;
  if (type === 'number' && Number.isFinite(Number(text))) return Number(text);
  if (type === 'boolean') return text === 'true';
  return text.replace(/^"(.*)"$/, '$1');
}
