import type { RecordEventPorts } from './ports.ts';

/** Whoever misses it hears of the host at its next report: no reason to record an event again. */
export async function tellOfHost(
  hostId: string,
  { publishHost, log }: Pick<RecordEventPorts, 'publishHost' | 'log'>,
): Promise<void> {
  try {
    await publishHost(hostId);
  } catch (error) {
    log('warn', 'Nobody was told of a changed host.', { hostId, error: String(error) });
  }
}
