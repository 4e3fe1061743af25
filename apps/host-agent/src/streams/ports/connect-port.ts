import type { RunningContainer } from '../running-container.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { openNamespace } from './network-namespace.ts';
import { findListeners, PortProgram } from './port-program.ts';

const missingProgram = /failed to execute (?:socat|nsenter)/;
const timedOut = /timed out/i;

/**
 * Connects to a port of a running container from inside it, on 127.0.0.1 first, then on the other addresses where a
 * program listens. It reaches no address that is not the container's own.
 * @throws StreamRefusal when nothing listens there
 */
export async function connectPort(container: RunningContainer, port: number): Promise<PortProgram> {
  const namespace = await openNamespace(container);
  try {
    let notices = '';
    const attempt = async (address: string): Promise<PortProgram | null> => {
      const program = new PortProgram(namespace, address, port);
      if (await program.connected) return program;
      ({ notices } = program);
      if (missingProgram.test(notices)) throw missing();
      return null;
    };
    const first = await attempt('127.0.0.1');
    if (first !== null) return first;
    const silent = timedOut.test(notices);
    for (const address of silent ? [] : await findListeners(namespace, port)) {
      const program = await attempt(address);
      if (program !== null) return program;
    }
    throw refusal(container.name, port, silent || timedOut.test(notices));
  } finally {
    await namespace.close();
  }
}

function refusal(name: string, port: number, silent: boolean): StreamRefusal {
  const message = silent
    ? `Port ${port} of '${name}' does not answer. Its program is too busy, or a firewall rule in the container drops the connection.`
    : `Nothing listens on port ${port} of '${name}'. Start the program, or choose another port.`;
  return new StreamRefusal('NOT_LISTENING', message);
}

function missing(): StreamRefusal {
  return new StreamRefusal('UNSUPPORTED', 'This host has no socat. Install the package socat on it.');
}
