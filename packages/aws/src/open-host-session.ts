import type { Duplex } from 'node:stream';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { StreamPurpose } from '@pineapple/contracts';
import { AwsError } from './aws-error.ts';

/** Which host to reach, and what for. */
export interface HostSessionOptions {
  readonly instanceId: string;
  readonly purpose: StreamPurpose;
  /** Gives up, or ends the session. */
  readonly signal?: AbortSignal;
}

/**
 * Opens an SSM session to the agent of a host: a stream of raw bytes both ways, which begins right after the agent's
 * preamble. Destroying or ending it ends the session.
 * @throws InstanceUnavailableError, ThrottledError, MissingResourceError (the document), AwsError
 */
export async function openHostSession(_client: SSMClient, options: HostSessionOptions): Promise<Duplex> {
  const call = { operation: 'StartSession', subject: options.instanceId };
  return Promise.reject(new AwsError(call, 'NotImplemented', 'sessions can not be opened yet'));
}
