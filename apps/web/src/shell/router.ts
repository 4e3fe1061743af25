import {
  createRouter,
  createWebHistory,
  loadRouteLocation,
  type Router,
  type RouteRecordRaw,
} from 'vue-router';
import type { Session } from '../features/account/composables/use-session.ts';
import { nextTask } from '../ui/page/next-task.ts';
import { pathAfterSignIn, setTitle } from '../ui/page/navigation.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown before the product's name in the window's title. */
    title?: string;
    /** Who may open the page. Everyone by default. */
    audience?: 'signed-in' | 'signed-out' | 'operator';
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: '/labs' },
  {
    path: '/sign-in',
    name: 'sign-in',
    component: () => import('../features/account/pages/SignInPage.vue'),
    meta: { title: 'Sign in', audience: 'signed-out' },
  },
  {
    path: '/sign-up',
    name: 'sign-up',
    component: () => import('../features/account/pages/SignUpPage.vue'),
    meta: { title: 'Create an account', audience: 'signed-out' },
  },
  {
    path: '/labs',
    name: 'labs',
    component: () => import('../features/lab/list/LabsPage.vue'),
    meta: { title: 'Labs', audience: 'signed-in' },
  },
  {
    path: '/labs/import',
    name: 'import',
    component: () => import('../features/lab/import/ImportPage.vue'),
    meta: { title: 'Import a lab', audience: 'signed-in' },
  },
  {
    path: '/labs/:labId',
    name: 'lab',
    component: () => import('../features/lab/workspace/LabPage.vue'),
    props: true,
    meta: { title: 'Lab', audience: 'signed-in' },
  },
  {
    path: '/dashboard',
    name: 'dashboard',
    component: () => import('../features/dashboard/DashboardPage.vue'),
    meta: { title: 'Dashboard', audience: 'signed-in' },
  },
  {
    path: '/images',
    name: 'images',
    component: () => import('../features/images/ImagesPage.vue'),
    meta: { title: 'Images', audience: 'signed-in' },
  },
  {
    path: '/snapshots',
    name: 'snapshots',
    component: () => import('../features/snapshots/SnapshotsPage.vue'),
    meta: { title: 'Snapshots', audience: 'signed-in' },
  },
  {
    path: '/hosts',
    name: 'hosts',
    component: () => import('../features/hosts/HostsPage.vue'),
    meta: { title: 'Hosts', audience: 'operator' },
  },
  {
    path: '/account',
    name: 'account',
    component: () => import('../features/account/pages/AccountPage.vue'),
    meta: { title: 'Account', audience: 'signed-in' },
  },
  {
    path: '/developers',
    name: 'developers',
    component: () => import('../features/developers/ApiPage.vue'),
    meta: { title: 'API', audience: 'signed-in' },
  },
  {
    path: '/:path(.*)*',
    name: 'not-found',
    component: () => import('./NotFoundPage.vue'),
    meta: { title: 'Page not found' },
  },
];

export function createAppRouter(session: Session): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes,
    // A change of the query or the hash keeps the scroll position. The first page is at its top.
    scrollBehavior(to, from, saved) {
      const stays = to.path === from.path || from.matched.length === 0;
      return saved ?? (stays ? false : { top: 0 });
    },
  });

  router.beforeEach(async (to, from) => {
    if (!to.meta.audience) return true;
    // The page loads while the viewer is queried. If that fails, the navigation loads it again and reports it.
    void loadRouteLocation(to).catch(() => undefined);
    const viewer = await session.load();
    // The header, which shows the viewer, is drawn before the page.
    if (from.matched.length === 0) await nextTask();
    if (to.meta.audience === 'signed-out') return viewer ? pathAfterSignIn(to.query['next']) : true;
    if (!viewer) return { name: 'sign-in', query: to.fullPath === '/labs' ? {} : { next: to.fullPath } };
    if (to.meta.audience === 'operator' && !viewer.operator) {
      return { name: 'not-found', params: { path: to.path.slice(1).split('/') } };
    }
    return true;
  });

  router.afterEach((to, from, failure) => {
    if (failure) return;
    const pathChanged = to.path !== from.path || from.matched.length === 0;
    // A page may have set its own title, which a change of the query or the hash does not affect.
    if (pathChanged) setTitle(to.meta.title);
    // Moves the focus to the new page for screen readers. The first page needs no help.
    if (from.matched.length > 0 && to.name !== from.name) {
      requestAnimationFrame(() => document.getElementById('main')?.focus({ preventScroll: true }));
    }
  });
  return router;
}
