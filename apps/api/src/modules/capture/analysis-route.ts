import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readAnalysisRequest } from '@pineapple/host-link/analysis-request';
import { askRecording } from './ask-recording.ts';
import { type CallerOptions, callerContext } from '../../context/caller-context.ts';
import type { CaptureLimits } from './capture-limits.ts';
import { CaptureRefusal } from './capture-refusal.ts';
import { allowCredential, findOwn } from './open-capture.ts';

interface AnalysisRouteOptions extends CallerOptions {
  readonly limits: CaptureLimits;
}

type AnalysisRequest = FastifyRequest<{
  Params: { readonly subjectId: string; readonly recordingId: string };
}>;

/** A request of this size has a filter of the greatest length. */
const bodyLimit = 8 * 1024;

/** Serves `POST /captures/<container id>/recordings/<recording id>`: what Wireshark says about recorded packets. */
export function addAnalysisRoute(app: FastifyInstance, options: AnalysisRouteOptions): void {
  /** Requests that each user waits for. */
  const waiting = new Map<string, number>();
  const { questionsPerUser } = options.limits;

  async function answer(request: AnalysisRequest): Promise<string> {
    const context = await callerContext(options, request);
    const { user } = allowCredential(context);
    const { recordingId } = request.params;
    const { liveLab, subjectId } = await findOwn(request.params.subjectId, context);
    const read = readAnalysisRequest(request.body);
    if ('problem' in read) throw new CaptureRefusal('VALIDATION', read.problem.message, read.problem.field);
    const own = waiting.get(user.id) ?? 0;
    if (own >= questionsPerUser)
      throw new CaptureRefusal(
        'QUOTA',
        `You wait for ${own} answers about captures, which is the limit. Wait for one first.`,
      );
    waiting.set(user.id, own + 1);
    try {
      const question = { liveLab, subjectId, recordingId, request: read.request };
      return await askRecording(question, context, options.limits);
    } finally {
      const left = (waiting.get(user.id) ?? 1) - 1;
      if (left === 0) waiting.delete(user.id);
      else waiting.set(user.id, left);
    }
  }

  app.post(
    '/captures/:subjectId/recordings/:recordingId',
    { bodyLimit },
    async (request: AnalysisRequest, reply) => {
      void reply.header('cache-control', 'no-store');
      try {
        return await reply.type('application/json').send(await answer(request));
      } catch (error) {
        if (!(error instanceof CaptureRefusal)) throw error;
        return reply.code(error.status).send(error.body);
      }
    },
  );
}
