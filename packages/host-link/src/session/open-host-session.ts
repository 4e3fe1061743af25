import { once } from 'node:events';
import { addAbortSignal, type Duplex } from 'node:stream';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { TimedOutError } from '@pineapple/aws';
import type { StreamPurpose } from '../protocol/host-streams.ts';
import { HostSession } from './host-session.ts';
import { startSession } from './session-calls.ts';

interface HostSessionOptions {
  readonly instanceId: string;
  readonly purpose: StreamPurpose;
  /** Aborts the opening, and later the session. */
  readonly signal?: AbortSignal;
}

/** From the request to the agent's preamble. */
const openTimeoutMs = 20_000;

/**
 * Opens an SSM session to the agent of a host. The stream carries raw bytes both ways from the end of the agent's
 * preamble, and survives lost connections. Ending or destroying the stream ends the session.
 * @throws InstanceUnavailableError, ThrottledError, MissingResourceError (the document), SessionEndedError (the
 * command on the host ended at once), TimedOutError, AwsError; the signal's reason when it aborts
 */
export async function openHostSession(client: SSMClient, options: HostSessionOptions): Promise<Duplex> {
  const { instanceId, purpose, signal } = options;
  const deadline = AbortSignal.timeout(openTimeoutMs);
  const giveUp = signal ? AbortSignal.any([signal, deadline]) : deadline;
  try {
    signal?.throwIfAborted();
    const session = new HostSession(client, await startSession(client, { instanceId, purpose }, giveUp));
    try {
      await once(session, 'ready', { signal: giveUp });
    } catch (error) {
      session.on('error', () => undefined).destroy();
      throw error;
    }
    return signal ? addAbortSignal(signal, session) : session;
  } catch (error) {
    signal?.throwIfAborted();
    if (!deadline.aborted) throw error;
    const call = { operation: 'StartSession', subject: instanceId };
    throw new TimedOutError(call, 'Timeout', `the host did not answer within ${openTimeoutMs} ms`, error);
  }
}
