/** The headers that tell where a request comes from. */
export interface RequestHeaders {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly 'sec-fetch-site'?: string | undefined;
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Which hosts we answer to and which origins may act for a signed-in user. A name that isn't ours in `Host`
 * is DNS rebinding; a foreign `Origin` is another site using the visitor's cookie.
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

  /** On one's own machine every name of it is as good as another. */
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

  /** What is wrong with where a request that may change something comes from; null when nothing is. */
  refusal(headers: RequestHeaders): string | null {
    const { origin } = headers;
    if (origin !== undefined) {
      if (this.#origins.has(origin.toLowerCase())) return null;
      return `Requests from the origin '${origin.slice(0, 100)}' are not accepted.`;
    }
    // Browsers name their origin on every POST and every socket, and whatever of them does not still says
    // where it comes from. What says neither is no browser, so nobody else's cookie can be on it.
    const site = headers['sec-fetch-site'];
    if (site === undefined || site === 'same-origin' || site === 'none') return null;
    return `Requests from another site (${site.slice(0, 20)}) are not accepted.`;
  }
}
