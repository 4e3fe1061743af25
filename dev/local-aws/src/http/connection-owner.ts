import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

interface Ends {
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localPort: number;
}

const hexPort = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');

/** An IPv4 address as the kernel's tables write it: the bytes of each 32-bit word in the machine's order. */
function hexAddress(address: string): string {
  const bytes = address.split('.').map((part) => Number(part).toString(16).toUpperCase().padStart(2, '0'));
  return bytes.reverse().join('');
}

/**
 * The user id that holds the other end of a loopback connection, out of the text of /proc/net/tcp or
 * /proc/net/tcp6; null when the tables do not hold it.
 */
export function ownerInTable(table: string, ends: Ends): number | null {
  const mine = `${hexAddress(ends.remoteAddress)}:${hexPort(ends.remotePort)}`;
  for (const line of table.split('\n')) {
    const [, local, remote, , , , , uid] = line.trim().split(/\s+/);
    if (local?.endsWith(mine) && remote?.endsWith(`:${hexPort(ends.localPort)}`)) return Number(uid);
  }
  return null;
}

/**
 * Whether a connection comes from this process's own user, or from root. Whoever may call this endpoint may
 * run programs as its user, so on a machine with several users the others are kept out. Where the kernel
 * has no such tables (not Linux) everybody on the machine is let in.
 */
export function isOwnUser(socket: Socket): boolean {
  const { remotePort, localPort } = socket;
  const remoteAddress = socket.remoteAddress?.replace(/^::ffff:/, '');
  const own = process.getuid?.();
  if (process.platform !== 'linux' || own === undefined) return true;
  if (!remoteAddress || remotePort === undefined || localPort === undefined) return false;
  for (const path of ['/proc/net/tcp', '/proc/net/tcp6']) {
    try {
      const owner = ownerInTable(readFileSync(path, 'utf8'), { remoteAddress, remotePort, localPort });
      if (owner !== null) return owner === own || owner === 0;
    } catch {
      // No IPv6 here.
    }
  }
  // The other end was closed already: nobody is left to be answered.
  return false;
}
