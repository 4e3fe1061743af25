import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

interface Ends {
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localPort: number;
}

const hexPort = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');

/** An IPv4 address in the notation of the kernel's tables: the bytes of each 32-bit word in host order. */
function hexAddress(address: string): string {
  const bytes = address.split('.').map((part) => Number(part).toString(16).toUpperCase().padStart(2, '0'));
  return bytes.reverse().join('');
}

/** A connection whose program has closed it has no inode, and then the kernel shows root as its owner. */
const noInode = '0';

/**
 * The user id of the other end of a loopback connection, from the text of /proc/net/tcp or /proc/net/tcp6; null when the
 * tables do not list it, or its program has closed it.
 */
export function ownerInTable(table: string, ends: Ends): number | null {
  // Most lines are about other connections, so only the right ones are taken apart.
  const mine = `${hexAddress(ends.remoteAddress)}:${hexPort(ends.remotePort)} `;
  const theirs = `:${hexPort(ends.localPort)}`;
  for (let at = table.indexOf(mine); at >= 0; at = table.indexOf(mine, at + 1)) {
    const [, remote, , , , , uid, , inode] = table.slice(at, table.indexOf('\n', at)).split(/ +/);
    if (remote?.endsWith(theirs)) return inode === noInode ? null : Number(uid);
  }
  return null;
}

/**
 * Whether a connection comes from this process's own user or from root. A caller of this endpoint can run programs as its
 * user, so other users of the machine are refused. Without these kernel tables (not Linux) every local user is accepted.
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
      // This machine has no IPv6.
    }
  }
  // The other end is already closed, so no answer is needed.
  return false;
}
