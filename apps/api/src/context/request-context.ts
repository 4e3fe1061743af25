import type { Logger } from 'pino';
import type { Credential } from '../identity/credential.ts';
import type { UserModel } from '../identity/user-model.ts';
import { hostLoader, type HostLoader, userLoader, type UserLoader } from './loaders.ts';
import { forbidden, unauthenticated } from './request-errors.ts';
import type { Services } from './services.ts';

/** Sets cookies in the response, and clears the session's. */
export interface CookieJar {
  set(secret: string): void;
  clear(): void;
  setDevice(secret: string): void;
}

/** What the transport knows about a request. */
interface RequestFacts {
  readonly requestId: string;
  readonly credential: Credential | null;
  /** The client's address, for throttling. */
  readonly address: string;
  /** The secret by which accounts know the browser; null without one. */
  readonly device: string | null;
  /** The User-Agent header; null without one. */
  readonly userAgent: string | null;
  /** Null where no cookie can be set, as on a WebSocket. */
  readonly cookies: CookieJar | null;
}

/** One request as resolvers and use cases see it, over HTTP or WebSocket. */
export interface RequestContext extends RequestFacts {
  readonly services: Services;
  readonly viewer: UserModel | null;
  readonly logger: Logger;
  readonly users: UserLoader;
  readonly hosts: HostLoader;
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

/** The session of a user who manages their account, which no token may. @throws UNAUTHENTICATED, FORBIDDEN */
export function requireSession({ credential }: RequestContext): Credential {
  if (credential === null) throw unauthenticated();
  if (credential.kind === 'session') return credential;
  throw forbidden('A token can not manage the account it belongs to. Sign in with a browser.');
}
