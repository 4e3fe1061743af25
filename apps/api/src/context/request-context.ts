import type { Logger } from 'pino';
import { unauthenticated } from './request-errors.ts';
import type { Credential } from '../identity/credential.ts';
import type { UserModel } from '../identity/user-model.ts';
import { userLoader, type UserLoader } from './loaders.ts';
import { hostLoader, type HostLoader } from '../live-lab/lab-host-model.ts';
import type { Services } from './services.ts';

/** How a sign-in or sign-out reaches the browser; null where no cookie can be set, as on a WebSocket. */
export interface CookieJar {
  set(secret: string): void;
  clear(): void;
}

/** One request, as resolvers and use cases see it, whatever transport it came by. */
export interface RequestContext {
  readonly requestId: string;
  readonly services: Services;
  readonly credential: Credential | null;
  readonly viewer: UserModel | null;
  /** Where it came from, for throttling. */
  readonly address: string;
  /** What the browser or program calls itself; null where it said nothing. */
  readonly userAgent: string | null;
  readonly cookies: CookieJar | null;
  readonly logger: Logger;
  readonly users: UserLoader;
  readonly hosts: HostLoader;
}

export interface RequestFacts {
  readonly requestId: string;
  readonly credential: Credential | null;
  readonly address: string;
  readonly userAgent: string | null;
  readonly cookies: CookieJar | null;
}

export function createContext(services: Services, facts: RequestFacts): RequestContext {
  let users: UserLoader | null = null;
  let hosts: HostLoader | null = null;
  return {
    ...facts,
    services,
    viewer: facts.credential?.user ?? null,
    logger: services.logger,
    get users() {
      users ??= userLoader(services.users);
      return users;
    },
    get hosts() {
      hosts ??= hostLoader(services.hosts);
      return hosts;
    },
  };
}

/** The signed-in user. @throws UNAUTHENTICATED */
export function requireViewer(context: RequestContext): UserModel {
  if (context.viewer === null) throw unauthenticated();
  return context.viewer;
}
