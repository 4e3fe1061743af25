import { readHostAnalysisRequest } from '@pineapple/host-link/analysis-request';
import type { LabRegistry } from '../../state/lab-registry.ts';
import type { Recordings } from '../recordings/recordings.ts';
import { findContainer } from '../running-container.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { respondJson, type StreamHandler, type StreamRequest } from '../stream-server.ts';
import type { Analyses } from './analyses.ts';

interface AnalysisRoutesOptions {
  readonly registry: LabRegistry;
  readonly recordings: Recordings;
  readonly analyses: Analyses;
}

/** As much as the other end of the link reads, in bytes. */
const longestAnswer = 1_000_000;

/** The endpoint under `/analyses`. */
export function analysisRoutes(options: AnalysisRoutesOptions): Record<string, StreamHandler> {
  return { 'GET /analyses': (request) => answer(options, request) };
}

async function answer(
  { registry, recordings, analyses }: AnalysisRoutesOptions,
  { stream, labId, path, query }: StreamRequest,
): Promise<void> {
  const [, subjectId = '', id = '', ...rest] = path;
  if (rest.length > 0) throw new StreamRefusal('NOT_FOUND', `No such path: /${path.join('/')}`);
  const read = readHostAnalysisRequest(query.get('request') ?? '');
  if ('problem' in read) throw new StreamRefusal('BAD_REQUEST', read.problem.message);
  if (subjectId !== labId) findContainer(registry, labId, subjectId);
  const recording = recordings.find({ id, labId, subjectId });
  if (recording === null)
    throw new StreamRefusal('NOT_FOUND', 'The host no longer has what this capture recorded. Capture again.');
  const found = await analyses.of(labId, recording).ask(read.request);
  if (Buffer.byteLength(JSON.stringify(found)) > longestAnswer)
    throw new StreamRefusal('LIMIT', 'The answer is too large to show. Download the capture instead.');
  respondJson(stream, 200, found);
}
