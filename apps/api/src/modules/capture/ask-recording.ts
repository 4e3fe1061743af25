import { askHost, HostRefusal } from '@pineapple/host-link';
import { type AnalysisRequest, hostAnalysisPath } from '@pineapple/host-link/analysis-request';
import type { RequestContext } from '../../context/request-context.ts';
import { ContainerWatch } from '../../live-lab/container-watch.ts';
import type { LiveLab } from '../../live-lab/live-lab.ts';
import type { CaptureLimits } from './capture-limits.ts';
import { CaptureRefusal, fromAnalysis } from './capture-refusal.ts';

interface Question {
  /** Of a container that the caller may see. */
  readonly liveLab: LiveLab;
  readonly containerId: string;
  readonly recordingId: string;
  readonly request: AnalysisRequest;
}

/** Asks a container's host about what a capture recorded there. @returns its answer, as JSON @throws CaptureRefusal */
export async function askRecording(
  { liveLab, containerId, recordingId, request }: Question,
  { services: { hostLinks, logger } }: Pick<RequestContext, 'services'>,
  { answerTimeoutMs }: CaptureLimits,
): Promise<string> {
  const watch = new ContainerWatch(liveLab, containerId);
  const { hostId } = watch;
  watch.close();
  if (hostId === null)
    throw new CaptureRefusal('NOT_FOUND', 'The container has no host, so there is no recording of it.');
  const lease = hostLinks.feeds(hostId);
  try {
    const signal = AbortSignal.timeout(answerTimeoutMs);
    const path = hostAnalysisPath(containerId, recordingId, request);
    return await askHost(await lease.session(signal), { method: 'GET', path, labId: liveLab.labId }, signal);
  } catch (error) {
    if (error instanceof HostRefusal) throw fromAnalysis(error);
    logger.info({ err: error, containerId, hostId }, 'could not ask about a recording');
    throw new CaptureRefusal('HOST_UNAVAILABLE', "The container's host does not answer. Try again later.");
  } finally {
    lease.release();
  }
}
