import type { Notes, Place } from './notes.ts';

/** Where FRR's own start script looks up which daemons to start. Our router starts these whatever it says. */
export const daemonsFile = '/etc/frr/daemons';
const started = new Set(['zebra', 'bgpd', 'ospfd', 'ospf6d', 'staticd', 'vtysh_enable', 'watchfrr']);

/** Accounts for a file of daemons, which no container gets. A WARNING names those that do not run. */
export function noteDaemons(content: string, source: string, place: Place, notes: Notes): void {
  const wanted = Array.from(content.matchAll(/^\s*(\w+)\s*=\s*"?yes\b/gm), ([, name = '']) => name);
  const missing = wanted.filter((name) => !started.has(name));
  if (missing.length === 0)
    return notes.info(place, `${source} is not needed. The routing daemons start by themselves.`);
  const message = `${source} wants ${missing.slice(0, 10).join(', ')}, which our router does not run. It runs zebra, bgpd, ospfd, ospf6d and staticd.`;
  notes.warn(place, message);
}

/** The list of daemons for other routers, so that they start what ours does. */
export const daemonsContent = ['zebra', 'bgpd', 'ospfd', 'ospf6d', 'staticd']
  .map((name) => `${name}=yes\n`)
  .join('');
