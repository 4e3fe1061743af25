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
