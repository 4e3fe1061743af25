import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parseId } from '@pineapple/core';
import { createContext, type RequestContext } from '../../../context/request-context.ts';
import type { Services } from '../../../context/services.ts';
import { type Credential, presentedSecret } from '../../../identity/credential.ts';
import { type AllowedPort, allowPort } from '../open-port.ts';
import { PortRefusal } from '../port-refusal.ts';
import { type PagePath, portFolder } from './page-path.ts';
import { openGrant, pageKey, sealGrant } from './page-token.ts';

/** How long a capability is good for, if its session is. */
const grantSeconds = 8 * 3600;

/** Who may use a port's pages. */
export interface PageAccess {
  readonly credential: Credential;
  readonly allowed: AllowedPort;
}

/** What a capability is worth: access, or that it was good once. */
type OpenedToken = PageAccess | 'expired' | null;

/** Makes and checks the capabilities of pages. */
export class PageDoor {
  readonly #services: Services;
  readonly #addressOf: (request: IncomingMessage) => string;

  constructor(services: Services, addressOf: (request: IncomingMessage) => string) {
    this.#services = services;
    this.#addressOf = addressOf;
  }

  /**
   * Makes a capability for the session that comes with a request.
   * @throws PortRefusal when there is none, or the container is not its owner's
   */
  async mint(request: IncomingMessage, { containerId, port }: PagePath): Promise<string> {
    const presented = presentedSecret(undefined, request.headers.cookie);
    const { authenticator, users, clock } = this.#services;
    const credential = presented === null ? null : await authenticator.authenticate(presented);
    if (credential === null)
      throw new PortRefusal('UNAUTHENTICATED', 'Sign in first, and open this address again.');
    const allowed = await allowPort(containerId, port, this.#context(request, credential));
    const owner = await users.get(credential.user.id);
    if (owner === null)
      throw new PortRefusal('UNAUTHENTICATED', 'Sign in first, and open this address again.');
    const now = Math.floor(clock().getTime() / 1000);
    const expiresAt = Math.min(now + grantSeconds, credential.expiresAt ?? Number.MAX_SAFE_INTEGER);
    const grant = { tokenHash: credential.tokenHash, expiresAt };
    return sealGrant(grant, pageKey(owner.passwordHash), portFolder(allowed));
  }

  /** Opens a capability. Null when it was not made for this port by the owner of its container. */
  async open(request: IncomingMessage, { containerId, port, token }: PagePath): Promise<OpenedToken> {
    const owner = token === null || port === null ? null : await this.#ownerOf(containerId);
    if (owner === null || token === null || port === null) return null;
    const grant = openGrant(token, pageKey(owner.passwordHash), portFolder({ containerId, port }));
    if (grant === null) return null;
    const { authenticator, clock } = this.#services;
    if (grant.expiresAt * 1000 <= clock().getTime()) return 'expired';
    const credential = await authenticator.ofSession(grant.tokenHash);
    if (credential === null || credential.user.id !== owner.id) return 'expired';
    return { credential, allowed: await allowPort(containerId, port, this.#context(request, credential)) };
  }

  async #ownerOf(containerId: string) {
    const parsed = parseId(containerId);
    if (parsed?.kind !== 'container') return null;
    const { liveLabs, users } = this.#services;
    const liveLab = liveLabs.peek(parsed.labId) ?? (await liveLabs.open(parsed.labId));
    return liveLab === null ? null : users.get(liveLab.snapshot.desired.ownerId);
  }

  #context(request: IncomingMessage, credential: Credential): RequestContext {
    const address = this.#addressOf(request);
    const facts = { address, device: null, userAgent: null, cookies: null };
    return createContext(this.#services, { requestId: randomUUID(), credential, ...facts });
  }
}
