import { askHost, type HostLinks } from '@pineapple/host-link';

type HostLease = ReturnType<HostLinks['feeds']>;

interface TerminalOnHost {
  readonly labId: string;
  readonly containerId: string;
  readonly name: string;
}

/**
 * Asks a host to end a terminal and the programs in it. Releases the lease.
 * @throws HostRefusal, or the error that broke the link
 */
export async function endTerminal(
  lease: HostLease,
  { labId, containerId, name }: TerminalOnHost,
  signal: AbortSignal,
): Promise<void> {
  try {
    const path = `/terminals/${containerId}/${name}`;
    await askHost(await lease.session(signal), { method: 'DELETE', path, labId }, signal);
  } finally {
    lease.release();
  }
}
