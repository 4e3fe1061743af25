import { BlockList, isIPv6 } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../runtime/metrics.ts';

const inside = new BlockList();
inside.addSubnet('127.0.0.0', 8, 'ipv4');
inside.addSubnet('10.0.0.0', 8, 'ipv4');
inside.addSubnet('172.16.0.0', 12, 'ipv4');
inside.addSubnet('192.168.0.0', 16, 'ipv4');
inside.addAddress('::1', 'ipv6');
inside.addSubnet('fc00::', 7, 'ipv6');

/**
 * Serves /metrics to scrapers in the same network. Requests through a load balancer, which carry a forwarding header,
 * and requests of a browser, which carry a cookie or an origin, get 404.
 */
export function addMetricsRoute(app: FastifyInstance, metrics: Metrics): void {
  app.get('/metrics', async (request, reply) => {
    const { headers, socket } = request;
    const through = headers['x-forwarded-for'] ?? headers.forwarded ?? headers.via;
    const browser = headers.cookie ?? headers.origin ?? headers['sec-fetch-site'];
    if (through !== undefined || browser !== undefined || !isInside(socket.remoteAddress)) {
      return reply.callNotFound();
    }
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}

function isInside(address = ''): boolean {
  const plain = address.replace(/^::ffff:/, '');
  return inside.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}
