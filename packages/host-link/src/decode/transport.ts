import type { Payload } from './payload.ts';

/** Protocols that are recognised by a port. */
const tcpPorts: Readonly<Record<number, string>> = {
  22: 'SSH',
  23: 'Telnet',
  53: 'DNS',
  80: 'HTTP',
  179: 'BGP',
  443: 'TLS',
  646: 'LDP',
};
const udpPorts: Readonly<Record<number, string>> = {
  53: 'DNS',
  67: 'DHCP',
  68: 'DHCP',
  69: 'TFTP',
  123: 'NTP',
  161: 'SNMP',
  162: 'SNMP',
  443: 'QUIC',
  514: 'Syslog',
  520: 'RIP',
  521: 'RIPng',
  546: 'DHCPv6',
  547: 'DHCPv6',
  646: 'LDP',
  3784: 'BFD',
  4784: 'BFD',
  4789: 'VXLAN',
  5353: 'mDNS',
};

const flags = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'] as const;

export function decodeTcp({ bytes, at, length, summary }: Payload): void {
  summary.protocol = 'TCP';
  const ports = readPorts(bytes, at);
  summary.info = ports.text;
  const sequence = bytes.getUint32(at + 4);
  const acknowledged = bytes.getUint32(at + 8);
  const headerBytes = (bytes.getUint8(at + 12) >> 4) * 4;
  const bits = bytes.getUint8(at + 13);
  const set = flags.filter((_, bit) => bits & (1 << bit));
  const dataBytes = Math.max(0, length - headerBytes);
  // A segment without data belongs to TCP itself.
  if (dataBytes > 0) summary.protocol = nameOf(tcpPorts, ports) ?? 'TCP';
  summary.info = [
    `${ports.text} [${set.join(', ')}]`,
    `Seq=${sequence}`,
    ...(set.includes('ACK') ? [`Ack=${acknowledged}`] : []),
    `Win=${bytes.getUint16(at + 14)}`,
    `Len=${dataBytes}`,
  ].join(' ');
}

export function decodeUdp({ bytes, at, summary }: Payload): void {
  summary.protocol = 'UDP';
  const ports = readPorts(bytes, at);
  summary.info = ports.text;
  summary.protocol = nameOf(udpPorts, ports) ?? 'UDP';
  summary.info = `${ports.text} Len=${Math.max(0, bytes.getUint16(at + 4) - 8)}`;
}

interface Ports {
  readonly source: number;
  readonly destination: number;
  readonly text: string;
}

function readPorts(bytes: DataView, at: number): Ports {
  const [source, destination] = [bytes.getUint16(at), bytes.getUint16(at + 2)];
  return { source, destination, text: `${source} → ${destination}` };
}

/** The server's port has the lower number, mostly. */
function nameOf(names: Readonly<Record<number, string>>, { source, destination }: Ports): string | undefined {
  return names[Math.min(source, destination)] ?? names[Math.max(source, destination)];
}
