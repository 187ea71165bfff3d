import { createRouter, createWebHistory, type Router } from 'vue-router';
import { incidentPages } from './incidents/incident-pages.ts';
import type { Session } from './session/session.ts';
import { studioRoutes } from './studio/studio-routes.ts';

/** The screens of the desk; the administrators' pages come only when they are opened. */
export function createDeskRouter(session: Session): Router {
  const router = createRouter({
    history: createWebHistory('/desk/'),
    routes: [
      { path: '/', redirect: '/inbox' },
      {
        path: '/login',
        name: 'login',
        component: () => import('./session/login-page.vue'),
        meta: { open: true, title: 'login' },
      },
      {
        path: '/inbox/:key?',
        name: 'inbox',
        component: () => import('./inbox/inbox-page.vue'),
        meta: { title: 'inbox', wide: true },
      },
      {
        path: '/cases',
        name: 'cases',
        component: () => import('./cases/case-list-page.vue'),
        meta: { title: 'cases' },
      },
      {
        path: '/cases/:id/clocks/:clockId',
        name: 'proof',
        component: () => import('./clocks/proof-page.vue'),
        meta: { title: 'proof' },
      },
      {
        path: '/cases/:id/:tab?',
        name: 'case',
        component: () => import('./cases/case-page.vue'),
        meta: { title: 'case' },
      },
      ...incidentPages,
      {
        path: '/sources/:tab?',
        name: 'sources',
        component: () => import('./sources/sources-page.vue'),
        meta: { title: 'sources' },
      },
      {
        path: '/clusters',
        name: 'clusters',
        component: () => import('./similar/clusters-page.vue'),
        meta: { title: 'clusters' },
      },
      {
        path: '/scores',
        name: 'scores',
        component: () => import('./scores/scores-page.vue'),
        meta: { title: 'scores' },
      },
      {
        path: '/scores/sheet',
        name: 'score-sheet',
        component: () => import('./scores/sheet-page.vue'),
        meta: { title: 'score-sheet' },
      },
      {
        path: '/figures/:tab?',
        name: 'figures',
        component: () => import('./figures/figures-page.vue'),
        meta: { title: 'figures' },
      },
      {
        path: '/reports/:id',
        name: 'report',
        component: () => import('./figures/report-page.vue'),
        meta: { title: 'report' },
      },
      {
        path: '/intake',
        name: 'intake',
        component: () => import('./intake/intake-page.vue'),
        meta: { title: 'intake' },
      },
      {
        path: '/partners',
        name: 'partners',
        component: () => import('./partners/partners-page.vue'),
        meta: { title: 'partners' },
      },
      {
        path: '/mails/:id?',
        name: 'mails',
        component: () => import('./mails/mails-page.vue'),
        meta: { title: 'mails' },
      },
      {
        path: '/boards/:tab?',
        name: 'boards',
        component: () => import('./boards/boards-page.vue'),
        meta: { title: 'boards' },
      },
      {
        path: '/referrals',
        name: 'referrals',
        component: () => import('./referrals/referrals-page.vue'),
        meta: { title: 'referrals' },
      },
      {
        path: '/notices/settings',
        name: 'notice-settings',
        component: () => import('./notices/settings-page.vue'),
        meta: { title: 'notice-settings' },
      },
      {
        path: '/webhooks',
        name: 'webhooks',
        component: () => import('./webhooks/webhooks-page.vue'),
        meta: { title: 'webhooks' },
      },
      {
        path: '/units',
        name: 'units',
        component: () => import('./units/units-page.vue'),
        meta: { title: 'units' },
      },
      {
        path: '/people',
        name: 'people',
        component: () => import('./people/people-page.vue'),
        meta: { title: 'people' },
      },
      {
        path: '/roles',
        name: 'roles',
        component: () => import('./roles/roles-page.vue'),
        meta: { title: 'roles' },
      },
      {
        path: '/settings',
        name: 'settings',
        component: () => import('./settings/settings-page.vue'),
        meta: { title: 'settings' },
      },
      {
        path: '/retention',
        name: 'retention',
        component: () => import('./retention/retention-page.vue'),
        meta: { title: 'retention' },
      },
      {
        path: '/settings/audit',
        name: 'settings-audit',
        component: () => import('./settings/audit-page.vue'),
        meta: { title: 'settings-audit' },
      },
      {
        path: '/settings/:kind/:key',
        name: 'setting',
        component: () => import('./settings/setting-page.vue'),
        meta: { title: 'setting' },
      },
      {
        path: '/supervision',
        name: 'supervision',
        component: () => import('./supervision/ladders-page.vue'),
        meta: { title: 'supervision' },
      },
      {
        path: '/look-backs/:id?',
        name: 'look-backs',
        component: () => import('./look-backs/look-backs-page.vue'),
        meta: { title: 'look-backs' },
      },
      {
        path: '/templates',
        name: 'templates',
        component: () => import('./supervision/templates-page.vue'),
        meta: { title: 'templates' },
      },
      {
        path: '/definitions',
        name: 'definitions',
        component: () => import('./definitions/definitions-page.vue'),
        meta: { title: 'definitions' },
      },
      ...studioRoutes,
      {
        path: '/studio/drafts/:id/files/:name',
        name: 'studio-file',
        component: () => import('../modeler/frame/open-file.vue'),
        meta: { title: 'studio-file', wide: true },
      },
      {
        path: '/stalls',
        name: 'stalls',
        component: () => import('./stalls/stalls-page.vue'),
        meta: { title: 'stalls' },
      },
      {
        path: '/instances',
        name: 'instances',
        component: () => import('./instances/instances-page.vue'),
        meta: { title: 'instances' },
      },
      {
        path: '/instances/:key',
        name: 'instance',
        component: () => import('./instances/instance-page.vue'),
        meta: { title: 'instances' },
      },
      {
        path: '/migrations',
        name: 'migrations',
        component: () => import('./migrations/migrations-page.vue'),
        meta: { title: 'migrations' },
      },
      {
        path: '/migrations/:id',
        name: 'migration',
        component: () => import('./migrations/migration-page.vue'),
        meta: { title: 'migrations' },
      },
      {
        path: '/calendars',
        name: 'calendars',
        component: () => import('./calendars/calendars-page.vue'),
        meta: { title: 'calendars' },
      },
      {
        path: '/calendars/:id',
        name: 'calendar',
        component: () => import('./calendars/calendar-page.vue'),
        meta: { title: 'calendars' },
      },
      {
        path: '/:rest(.*)*',
        name: 'nowhere',
        component: () => import('./shell/nowhere-page.vue'),
        meta: { title: 'nowhere' },
      },
    ],
  });

  router.beforeEach(async (to) => {
    const user = await session.known();
    if (user === null && to.meta.open !== true)
      return { name: 'login', query: { to: to.fullPath } };
    if (user !== null && to.name === 'login') return { name: 'inbox' };
    return true;
  });
  return router;
}
