/** Names the page in the window's title. */
export function setTitle(title: string | undefined): void {
  document.title = title ? `${title} · Pineapple Networks` : 'Pineapple Networks';
}

/** Where to go after signing in: only ever a path of this site. */
export function pathAfterSignIn(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/labs';
}
