import { parseIpAddress } from '@pineapple/core';
import type { StaticRouteInput } from '../../../generated/graphql.ts';

/** Static routes as a form has them, one a line: `10.0.9.0/24 via 10.0.1.1`. */
export function routesToText(routes: readonly StaticRouteInput[]): string {
  return routes.map(({ destination, gateway }) => `${destination} via ${gateway}`).join('\n');
}

/** The routes of a text that `checkRoutesText` finds nothing wrong with. */
export function routesOf(text: string): StaticRouteInput[] {
  return linesOf(text).flatMap((line) => {
    const route = routeOf(line);
    return route ? [route] : [];
  });
}

/** What can be seen to be wrong before the API is asked. */
export function checkRoutesText(text: string): string | undefined {
  for (const [index, line] of linesOf(text).entries()) {
    const route = routeOf(line);
    const wrong =
      route === null
        ? 'is no route. Write 10.0.9.0/24 via 10.0.1.1.'
        : parseIpAddress(route.gateway) === null
          ? `has no address after via: '${route.gateway}'.`
          : null;
    if (wrong !== null) return `Line ${index + 1} ${wrong}`;
  }
  return undefined;
}

/** The API's messages about routes, each with its line. @param prefix of the field, such as `config.` */
export function routeMessages(
  errors: Readonly<Record<string, string | undefined>>,
  prefix = '',
): string | undefined {
  const found = Object.entries(errors).flatMap(([path, message]) => {
    if (message === undefined || !path.startsWith(`${prefix}routes`)) return [];
    const index = path.slice(prefix.length).split('.')[1];
    return [index === undefined ? message : `Line ${Number(index) + 1}: ${message}`];
  });
  return found.length === 0 ? undefined : found.join(' ');
}

/** The paths that the API may name in its answer to a text. */
export function routePaths(text: string, prefix = ''): string[] {
  return linesOf(text).flatMap((_, index) =>
    ['destination', 'gateway'].map((field) => `${prefix}routes.${index}.${field}`),
  );
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** As `ip route` writes it; `via` may be left out, and `default` stands for the IPv6 default route. */
function routeOf(line: string): StaticRouteInput | null {
  const [destination, ...rest] = line.trim().split(/\s+/);
  const [gateway, ...more] = rest[0] === 'via' ? rest.slice(1) : rest;
  if (destination === undefined || gateway === undefined || more.length > 0) return null;
  if (destination === 'default')
    return { destination: gateway.includes(':') ? '::/0' : '0.0.0.0/0', gateway };
  return destination.includes('/') ? { destination, gateway } : null;
}
