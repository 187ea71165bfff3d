/** Who may import whom. The arrow always points to `processes/`; an exception is a reason to move code, not to widen a rule. */
const only = (name, path, modules, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^(processes|workers|api|web|modeler)/', pathNot: path },
  to: { path: `node_modules/(${modules})(/|$)` },
});

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'a cycle hides who decides',
      from: {},
      to: { circular: true },
    },
    {
      name: 'processes-are-pure',
      severity: 'error',
      comment: 'processes/ knows rules only: zod and luxon, no runtime, no clock, no database',
      from: { path: '^processes/' },
      to: { pathNot: ['^processes/', 'node_modules/(zod|luxon|@types/luxon)/'] },
    },
    {
      name: 'workers-below-api',
      severity: 'error',
      comment: 'nobody imports api but api itself; web takes its types only',
      from: { path: '^(processes|workers)/' },
      to: { path: '^(api|web|modeler)/' },
    },
    {
      name: 'editors-stand-on-the-desk',
      severity: 'error',
      comment:
        'an editor takes the door to the api, words, session, shell and shown forms of the desk, no page of it',
      from: { path: '^modeler/' },
      to: { path: '^web/', pathNot: '^web/(api|build|form|language|session|shell|studio|style)/' },
    },
    {
      name: 'web-speaks-to-api-only',
      severity: 'error',
      comment: 'a browser knows contracts and the shapes the api answers with',
      from: { path: '^(web|modeler)/' },
      to: {
        path: '^(workers|api|engine)/',
        pathNot: '^api/[^/]+/(schema|presenter)\\.ts$',
      },
    },
    {
      name: 'editors-are-loaded-by-the-router',
      severity: 'error',
      comment: 'the editors are heavy: the desk knows them by their address only',
      from: { path: '^web/', pathNot: '^web/router\\.ts$' },
      to: { path: '^modeler/' },
    },
    {
      name: 'api-uses-ports',
      severity: 'error',
      comment:
        'api takes store, engine port, mail, documents, rule lab and platform from workers, never a handler or a schedule',
      from: { path: '^api/' },
      to: {
        path: '^workers/',
        pathNot: '^workers/(store|zeebe|mail|notify|documents|models|rule-lab|platform)/',
      },
    },
    {
      name: 'handlers-stand-alone',
      severity: 'error',
      comment:
        'a handler uses store, engine port, mail and platform; handlers do not call each other',
      from: { path: '^workers/(complaint|clock|escalation|extension|publication|score)/' },
      to: {
        path: '^workers/',
        pathNot: '^workers/(handler\\.ts|store/|zeebe/port\\.ts|mail/|documents/|platform/)',
      },
    },
    {
      name: 'roots-are-imported-by-nobody',
      severity: 'error',
      comment: 'a composition root composes; nothing depends on it',
      from: { path: '^(processes|workers|api|web)/' },
      to: { path: '^(workers|api|web)/main\\.ts$' },
    },
    only(
      'mongoose-in-store',
      '^workers/store/',
      'mongoose|mongodb',
      'queries have names and live in one folder',
    ),
    only('sdk-in-zeebe', '^workers/zeebe/', '@camunda8', 'the engine client stays behind the port'),
    only(
      'agenda-in-schedules',
      '^workers/schedules/',
      'agenda|@agendajs',
      'the alarm clock stays behind the ledger',
    ),
    only('express-in-api', '^api/', 'express|express-session', 'HTTP stays in api'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|target)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
