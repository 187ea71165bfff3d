/**
 * Lights rows of the table by a style sheet of its own: the library draws its cells anew whenever it likes, so marks on
 * them would be lost.
 */
export function createRowLight(): {
  readonly put: (ruleIds: readonly string[]) => void;
  readonly remove: () => void;
} {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  return {
    put: (ruleIds) => {
      const rows = ruleIds.map((id) => `[data-row-id="${CSS.escape(id)}"]`);
      const rules = rows.map(
        (row) =>
          `.decision-canvas td${row} { background: var(--done-soft) !important; } ` +
          `.decision-canvas td.rule-index${row} { box-shadow: inset 4px 0 0 var(--done); font-weight: 600; }`,
      );
      sheet.replaceSync(rules.join('\n'));
    },
    remove: () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    },
  };
}
