import type { RouteLocationRaw } from 'vue-router';

/** Puts the page's name into the window's title. */
export function setTitle(title: string | undefined): void {
  document.title = title ? `${title} · Pineapple Networks` : 'Pineapple Networks';
}

/** The path to open after signing in. Only a path of this site is accepted, to prevent open redirects. */
export function pathAfterSignIn(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/labs';
}

/** The route that shows a container: its lab's page, which then selects it. */
export function containerRoute(labId: string, containerId: string): RouteLocationRaw {
  return { name: 'lab', params: { labId }, query: { container: containerId } };
}
