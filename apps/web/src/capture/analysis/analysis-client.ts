import type { AnalysisAnswers, AnalysisRequest } from '@pineapple/host-link/analysis';

/** Why the server did not answer a question about a recording. */
export class AnalysisFault extends Error {
  override readonly name = 'AnalysisFault';
  /** Whether what was loaded is gone, so that it has to be loaded again. */
  readonly isStale: boolean;

  constructor(message: string, isStale: boolean) {
    super(message);
    this.isStale = isStale;
  }
}

/** @param path of the recording @throws AnalysisFault @throws the reason of the signal */
export async function askRecording<K extends AnalysisRequest['ask']>(
  path: string,
  request: Extract<AnalysisRequest, { ask: K }>,
  signal: AbortSignal,
): Promise<AnalysisAnswers[K]> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    signal,
  }).catch(() => {
    signal.throwIfAborted();
    throw new AnalysisFault('The server does not answer. Try again.', false);
  });
  if (response.ok) return (await response.json()) as AnalysisAnswers[K];
  const body = (await response.json().catch(() => null)) as {
    readonly errors?: readonly { readonly message?: unknown }[];
  } | null;
  const message = body?.errors?.[0]?.message;
  const fallback = `The server answered ${response.status}. Try again.`;
  throw new AnalysisFault(typeof message === 'string' ? message : fallback, response.status === 409);
}
