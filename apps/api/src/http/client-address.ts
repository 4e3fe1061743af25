import type { IncomingMessage } from 'node:http';

/**
 * The client's address: the peer's, unless the peer is a trusted proxy, which appends the address it forwards for.
 * Only as many entries count as there are trusted proxies. A client could have written the ones before.
 */
export function clientAddress(trustProxy: boolean | number): (request: IncomingMessage) => string {
  const proxies = trustProxy === true ? 1 : Number(trustProxy);
  return ({ headers, socket }) => {
    const peer = socket.remoteAddress ?? 'unknown';
    if (proxies === 0) return peer;
    const forwarded = String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '');
    return [...forwarded, peer].at(-1 - Math.min(proxies, forwarded.length)) ?? peer;
  };
}
