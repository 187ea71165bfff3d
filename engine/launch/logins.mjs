// The sample institution's people, shown once, on the first start.

/**
 * @param {unknown} logins what the seeding wrote
 * @returns {string[]} lines of a table; none when there is nothing to show
 */
export function tableOfLogins(logins) {
  if (!Array.isArray(logins) || logins.length === 0) return [];
  const columns = ['login', 'password', 'name', 'role'];
  const rows = [
    columns,
    ...logins.map((login) => columns.map((name) => String(login[name] ?? ''))),
  ];
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => width(row[index] ?? ''))));
  const lines = rows.map((row) =>
    row.map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - width(cell))).join('  '),
  );
  return [
    '',
    'Sample logins (also in secrets/sample-logins.json):',
    ...lines.map((line) => `  ${line.trimEnd()}`),
  ];
}

/**
 * Chinese characters take two columns of a terminal.
 *
 * @param {string} text
 */
function width(text) {
  return [...text].reduce(
    (sum, sign) => sum + (/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/.test(sign) ? 2 : 1),
    0,
  );
}
