import { isIPv4, isIPv6 } from 'node:net';

/** Where the namespace's file is among the files of a program that is to run in it. */
export const namespaceFile = 3;
/** The user and group without rights that the programs run as. */
const nobody = '65534';
const connectSeconds = 5;
/** How long one direction may be silent after the other has ended. */
const halfOpenSeconds = 3600;
const bufferBytes = 65_536;
/** Listening on more addresses than this is no reason to try them all. */
const mostAddresses = 4;

const inNamespace = [`--net=/proc/self/fd/${namespaceFile}`, '--setuid', nobody, '--setgid', nobody];

/**
 * The arguments of `nsenter` that join standard input and output with a port of the container, from inside its network
 * namespace. A connection to a loopback address is bound to the loopback interface, and another one begins at the address
 * that it goes to. So no route, address or firewall rule that root in the container makes leads it out of the container.
 */
export function connectArguments(address: string, port: number): string[] {
  const [family, host] = isIPv4(address) ? ['TCP4', address] : ['TCP6', `[${address}]`];
  const inside = isLoopback(address) ? 'so-bindtodevice=lo' : `bind=${host}`;
  const target = `${family}:${host}:${port},${inside},connect-timeout=${connectSeconds},nodelay`;
  return [
    ...inNamespace,
    // The notices say when it is connected, and when the program has ended its direction.
    ...['socat', '-d', '-d'],
    ...['-b', String(bufferBytes), '-t', String(halfOpenSeconds)],
    // Without the option, it keeps its output open until both directions have ended.
    ...['STDIO,shut-down', target],
  ];
}

/** The arguments of `nsenter` that list the addresses on which programs of the container listen on a port. */
export function listenersArguments(port: number): string[] {
  return [...inNamespace, 'ss', '-H', '-l', '-t', '-n', `sport = :${port}`];
}

/**
 * Reads what `ss` lists: the addresses to try after 127.0.0.1.
 * @returns at most four; a program that listens on all addresses of IPv6 is reached on ::1
 */
export function readListeners(output: string): string[] {
  const found = output.split('\n').flatMap((line) => {
    const local = line.trim().split(/\s+/)[3] ?? '';
    // `10.0.0.1%eth0:80` is bound to an interface, too.
    const address = local
      .slice(0, Math.max(0, local.lastIndexOf(':')))
      .replace(/%.*$/, '')
      .replace(/^\[(.*?)(?:%.*)?\]$/, '$1');
    if (address === '::' || address === '*') return ['::1'];
    // A link-local address is ambiguous without its interface.
    const usable = isIPv4(address) || (isIPv6(address) && !/^fe[89ab]/i.test(address));
    return usable && address !== '0.0.0.0' && address !== '127.0.0.1' ? [address] : [];
  });
  return [...new Set(found)].slice(0, mostAddresses);
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}
