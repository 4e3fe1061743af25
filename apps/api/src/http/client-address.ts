import type { IncomingMessage } from 'node:http';

/**
 * Where a request comes from: the peer, unless that is a trusted proxy, which appends whom it speaks for.
 * Only as many entries count as there are proxies of ours; those before them anybody could have written.
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
