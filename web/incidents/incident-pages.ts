import type { RouteRecordRaw } from 'vue-router';

/** The screens of those who answer for incidents and stand duty. */
export const incidentPages: readonly RouteRecordRaw[] = [
  {
    path: '/incidents',
    name: 'incidents',
    component: () => import('./incidents-page.vue'),
    meta: { title: 'incidents' },
  },
  {
    path: '/incidents/:id',
    name: 'incident',
    component: () => import('./room-page.vue'),
    meta: { title: 'incident' },
  },
  {
    path: '/incidents/:id/papers/:paper(report|consultation)',
    name: 'incident-paper',
    component: () => import('./papers-page.vue'),
    meta: { title: 'incidentPaper' },
  },
  {
    path: '/duty',
    name: 'duty',
    component: () => import('../duty/duty-page.vue'),
    meta: { title: 'duty' },
  },
];
