import { hostOfContainer } from '@pineapple/core';
import { askHost, HostRefusal } from '@pineapple/host-link';
import { type AnalysisRequest, hostAnalysisPath } from '@pineapple/host-link/analysis-request';
import type { RequestContext } from '../../context/request-context.ts';
import type { LiveLab } from '../../live-lab/live-lab.ts';
import type { CaptureLimits } from './capture-limits.ts';
import { CaptureRefusal, fromAnalysis } from './capture-refusal.ts';

interface Question {
  /** Of a container, or a lab, that the caller may see. */
  readonly liveLab: LiveLab;
  readonly subjectId: string;
  readonly recordingId: string;
  readonly request: AnalysisRequest;
}

/** Asks a container's host about what a capture recorded there. @returns its answer, as JSON @throws CaptureRefusal */
export async function askRecording(
  { liveLab, subjectId, recordingId, request }: Question,
  { services: { hostLinks, logger } }: Pick<RequestContext, 'services'>,
  { answerTimeoutMs }: CaptureLimits,
): Promise<string> {
  const { desired, observations } = liveLab.snapshot;
  const observed = observations.get(subjectId)?.hostId ?? null;
  const hosts =
    subjectId === liveLab.labId
      ? desired.placement.hosts
      : [hostOfContainer(desired, subjectId, observed)].filter((each) => each !== null);
  let missing = new CaptureRefusal('NOT_FOUND', 'This is on no host, so there is no recording of it.');
  const path = hostAnalysisPath(subjectId, recordingId, request);
  for (const hostId of hosts) {
    const lease = hostLinks.feeds(hostId);
    try {
      const signal = AbortSignal.timeout(answerTimeoutMs);
      const session = await lease.session(signal);
      return await askHost(session, { method: 'GET', path, labId: liveLab.labId }, signal);
    } catch (error) {
      if (error instanceof HostRefusal) missing = fromAnalysis(error);
      else {
        logger.info({ err: error, subjectId, hostId }, 'could not ask about a recording');
        missing = new CaptureRefusal(
          'HOST_UNAVAILABLE',
          "The container's host does not answer. Try again later.",
        );
      }
      // Another host of the lab may have it.
      if (missing.code !== 'NOT_FOUND') throw missing;
    } finally {
      lease.release();
    }
  }
  throw missing;
}
