import type { IncomingMessage } from 'node:http';

/** The headers that say where a request comes from. */
interface RequestHeaders {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly 'sec-fetch-site'?: string | undefined;
}

/** A proxy in front may go by another of several Host headers than this server. */
export function hasOneHost({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): boolean {
  return rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host').length < 2;
}

export const twoHosts = 'The request has several Host headers. Send one.';

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Which host names the server answers to, and which origins may act for a signed-in user. Another name in `Host` is DNS
 * rebinding; another `Origin` is a site that uses the visitor's cookie.
 */
export class OriginPolicy {
  readonly #hosts = new Set<string>();
  readonly #origins = new Set<string>();
  readonly #local: boolean;
  readonly secure: boolean;

  constructor(publicUrl: string) {
    const { host, hostname, origin, port, protocol } = new URL(publicUrl);
    this.secure = protocol === 'https:';
    this.#hosts.add(host);
    this.#origins.add(origin);
    this.#local = loopbackNames.includes(hostname);
    if (this.#local) this.listensOn(Number(port || (this.secure ? 443 : 80)));
  }

  /** On a local machine, accepts all its loopback names with this port. */
  listensOn(port: number): void {
    if (!this.#local) return;
    for (const name of loopbackNames) {
      const { host, origin } = new URL(`${this.secure ? 'https' : 'http'}://${name}:${port}`);
      this.#hosts.add(host);
      this.#origins.add(origin);
    }
  }

  answersTo(host: string | undefined): boolean {
    return host !== undefined && this.#hosts.has(host.toLowerCase());
  }

  /** Why the origin of a request that may change something is refused; null when it is accepted. */
  refusal(headers: RequestHeaders): string | null {
    const { origin } = headers;
    if (origin !== undefined) {
      if (this.#origins.has(origin.toLowerCase())) return null;
      return `Requests from the origin '${origin.slice(0, 100)}' are not accepted.`;
    }
    // Browsers send Origin with every POST and WebSocket, and Sec-Fetch-Site otherwise. A request with neither is not
    // from a browser, so it carries no cookie of a visitor.
    const site = headers['sec-fetch-site'];
    if (site === undefined || site === 'same-origin' || site === 'none') return null;
    return `Requests from another site (${site.slice(0, 20)}) are not accepted.`;
  }
}
