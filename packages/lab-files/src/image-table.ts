/** Which of our images stands in for an image of others, by the last part of its name. The first match counts. */
const table: readonly (readonly [RegExp, string])[] = [
  [/^(?:frr|frrouting|quagga)(?:[-_]|$)/, 'router'],
  [/(?:^|[-_])frr(?:[-_]|$)/, 'router'],
  [/^(?:nginx|httpd|apache2?)(?:[-_]|$)/, 'web'],
  [/^(?:.*[-_])?(?:network-multitool|multitool|netshoot)(?:[-_]|$)/, 'host'],
  [/^(?:alpine|debian|ubuntu|busybox|bash|base|linux|iperf3?|curl)(?:[-_]|$)/, 'host'],
];

/** Our image for an image reference such as `quay.io/frrouting/frr:9.1`; null if none of ours can stand in. */
export function imageFor(reference: string): string | null {
  const path = reference
    .replace(/@.*$/, '')
    .replace(/:[^:/]*$/, '')
    .toLowerCase();
  const name = path.slice(path.lastIndexOf('/') + 1);
  return table.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** Whether an image is a tool that looks at a lab from outside, and no node of it. */
export function isTool(reference: string): boolean {
  return /(?:^|\/)wireshark(?:[:@]|$)/.test(reference.toLowerCase());
}

/** What to write instead of an image that is not in the table. */
export const knownImages =
  'Images that run here: frr, network-multitool, netshoot, alpine, debian, ubuntu, busybox, nginx, httpd, ' +
  'kathara/base, kathara/frr, kathara/quagga.';

/** Public images that do what ours do. */
const publicImages: Readonly<Record<'CONTAINERLAB' | 'KATHARA', Readonly<Record<string, string>>>> = {
  CONTAINERLAB: {
    host: 'ghcr.io/srl-labs/network-multitool:latest',
    router: 'quay.io/frrouting/frr:10.2.1',
    web: 'nginx:alpine',
  },
  KATHARA: { host: 'kathara/base', router: 'kathara/frr', web: 'nginx:alpine' },
};

/** A public image for one of our catalogue; null if there is none. */
export function publicImage(image: string, format: 'CONTAINERLAB' | 'KATHARA'): string | null {
  const table = publicImages[format];
  return Object.hasOwn(table, image) ? (table[image] ?? null) : null;
}

/** Where public web servers have their pages. */
const publicPages = /^\/(?:usr\/share\/nginx|var\/www)\/html\//;

/** Our web server's pages are elsewhere than those of nginx and Apache. */
export function ownPagePath(image: string, path: string): string {
  return image === 'web' ? path.replace(publicPages, '/srv/www/') : path;
}

/** Where nginx has what our web server has at a path. */
export function publicPagePath(image: string, path: string): string {
  return image === 'web' ? path.replace(/^\/srv\/www\//, '/usr/share/nginx/html/') : path;
}
