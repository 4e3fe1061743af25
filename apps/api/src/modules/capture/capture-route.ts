import type { IncomingMessage } from 'node:http';
import { recordingHeader } from '@pineapple/host-link/analysis';
import { captureMediaType } from '@pineapple/host-link/capture';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../../context/services.ts';
import type { OriginPolicy } from '../../http/origin-policy.ts';
import { SocketRegistry } from '../../sockets/socket-registry.ts';
import { callerContext } from '../../context/caller-context.ts';
import type { CaptureLimits } from './capture-limits.ts';
import { CaptureRefusal } from './capture-refusal.ts';
import { HeldCapture } from './held-capture.ts';
import { allowCapture, allowCredential, openCapture } from './open-capture.ts';

interface CaptureRouteOptions {
  readonly services: Services;
  readonly policy: OriginPolicy;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly limits: CaptureLimits;
}

type CaptureRequest = FastifyRequest<{ Params: { readonly subjectId: string } }>;

/**
 * Serves `GET /captures/<container, network or lab id>`: the packets of an interface, of a network or of several of them as
 * pcapng, until the client leaves.
 */
export class CaptureRoute {
  readonly #options: CaptureRouteOptions;
  readonly #registry: SocketRegistry;
  readonly #open = new Set<HeldCapture>();

  constructor(options: CaptureRouteOptions) {
    this.#options = options;
    const { authenticator, userChannels, clock, metrics, bus, logger } = options.services;
    const { capturesPerUser, checkMs } = options.limits;
    this.#registry = new SocketRegistry({
      ...{ authenticator, userChannels, clock },
      limits: { socketsPerUser: capturesPerUser, anonymousSocketsPerAddress: 0, keepAliveMs: checkMs },
      counted: (change) => metrics.captureOpened(change),
    });
    bus.onReconnect(() => {
      this.#registry
        .revalidate()
        .catch((error: unknown) => logger.error({ err: error }, 'could not check credentials again'));
    });
  }

  add(app: FastifyInstance): void {
    // HEAD would start a capture for nothing.
    app.get('/captures/:subjectId', { exposeHeadRoute: false }, (request: CaptureRequest, reply) =>
      this.#answer(request, reply),
    );
  }

  /** Cuts all captures. */
  close(): void {
    for (const held of this.#open) held.close();
    this.#registry.close();
  }

  async #answer(request: CaptureRequest, reply: FastifyReply): Promise<FastifyReply> {
    void reply.header('cache-control', 'no-store');
    try {
      return await this.#capture(request, reply);
    } catch (error) {
      if (!(error instanceof CaptureRefusal)) throw error;
      return reply.code(error.status).send(error.body);
    }
  }

  async #capture(request: CaptureRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { policy, limits } = this.#options;
    const foreign = policy.refusal(request.headers);
    if (foreign !== null) throw new CaptureRefusal('FORBIDDEN', foreign);
    const context = await callerContext(this.#options, request);
    const credential = allowCredential(context);
    const search = new URL(request.url, 'http://api').searchParams;
    const allowed = await allowCapture(request.params.subjectId, search, context);
    const held = new HeldCapture(credential);
    if (!this.#registry.hasRoom(held)) throw tooMany(limits.capturesPerUser);
    // Its client left during the checks. The event that says so has passed.
    if (reply.raw.destroyed) return reply;
    this.#open.add(held);
    held.signal.addEventListener('abort', () => {
      this.#open.delete(held);
      this.#registry.remove(held);
    });
    // Whether it was sent completely, refused or left by its client.
    reply.raw.once('close', () => held.close());
    await this.#registry.add(held);
    const packets = await openCapture(allowed, held, context, limits);
    if (allowed.isRecorded) void reply.header(recordingHeader, held.id);
    return reply
      .type(captureMediaType)
      .header('content-disposition', `attachment; filename="${allowed.fileName}"`)
      .send(packets);
  }
}

function tooMany(limit: number): CaptureRefusal {
  return new CaptureRefusal(
    'QUOTA',
    `You have ${limit} running captures, which is the limit. Stop one first.`,
  );
}
