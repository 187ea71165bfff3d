import type { RouteRecordRaw } from 'vue-router';

/** The screens of the studio; its editors are loaded by the router itself. */
export const studioRoutes: readonly RouteRecordRaw[] = [
  {
    path: '/studio',
    name: 'studio',
    component: () => import('./studio-page.vue'),
    meta: { title: 'studio' },
  },
  {
    path: '/studio/drafts/:id',
    name: 'draft',
    component: () => import('./draft-page.vue'),
    meta: { title: 'draft' },
  },
  {
    path: '/studio/drafts/:id/check',
    name: 'draft-check',
    component: () => import('./check-page.vue'),
    meta: { title: 'draft-check' },
  },
  {
    path: '/studio/sets/:tag',
    name: 'model-set',
    component: () => import('./set-page.vue'),
    meta: { title: 'model-set' },
  },
  {
    path: '/studio/drafts/:id/steps/:name',
    name: 'process-table',
    component: () => import('./process-table.vue'),
    meta: { title: 'process-table' },
  },
  {
    path: '/studio/drafts/:id/lab',
    name: 'lab',
    component: () => import('./lab-page.vue'),
    meta: { title: 'lab' },
  },
  {
    path: '/studio/replays/:id',
    name: 'replay',
    component: () => import('./replay-page.vue'),
    meta: { title: 'replay' },
  },
];
