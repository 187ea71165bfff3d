/**
 * Words to read with their marks (`**`, lists, links) but without tags: a form's owner writes words, and what looks like
 * HTML stands as it was written. An expression is left alone.
 */
export function plainWords(text: string): string {
  return text.startsWith('=') ? text : text.replaceAll('<', '&lt;');
}
