import { readPort } from '@pineapple/core';

/** The address of a page of a container, taken apart. */
export interface PagePath {
  readonly containerId: string;
  readonly port: number | null;
  /** The capability; null if the address has none. */
  readonly token: string | null;
  /** What the container's program is asked for: the rest of the path, at least `/`, and the query. */
  readonly target: string;
  /** Whether the path goes on after the port or the token, if only with a slash. */
  readonly whole: boolean;
}

const shape = /^\/ports\/([^/?#]+)\/([^/?#]+)(?:\/~([A-Za-z0-9_-]*))?(\/[^?#]*)?(\?[^#]*)?$/;

/** Reads `/ports/<container id>/<port>[/~<token>][/…][?…]`. Null for anything else. */
export function readPagePath(url: string): PagePath | null {
  const found = shape.exec(url);
  if (found === null) return null;
  const [, containerId = '', port = '', token, path, query = ''] = found;
  return {
    containerId,
    port: readPort(port),
    token: token ?? null,
    target: `${path ?? '/'}${query}`,
    whole: path !== undefined,
  };
}

/** Whether the address has a capability. Only then may a page of another origin use it. */
export function hasPageToken(url: string): boolean {
  return readPagePath(url)?.token != null;
}

/** The folder of a port's pages, which ends with a slash. */
export function portFolder({
  containerId,
  port,
}: {
  readonly containerId: string;
  readonly port: number;
}): string {
  return `/ports/${containerId}/${port}/`;
}
