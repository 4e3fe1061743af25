/** A filter that people ask for by name. */
interface PacketPreset {
  readonly name: string;
  /** In the language of pcap-filter(7). */
  readonly filter: string;
}

/** BPF does not look into TCP over IPv6 by name: byte 53 has the flags, where no extension header comes before. */
const tcpEnds = 'tcp[tcpflags] & (tcp-syn|tcp-fin|tcp-rst) != 0 or (ip6[6] == 6 and ip6[53] & 7 != 0)';
/** Also the errors that answer a ping. */
const pings = 'icmp or (ip6[6] == 58 and (ip6[40] <= 4 or ip6[40] == 128 or ip6[40] == 129))';

export const packetPresets: readonly PacketPreset[] = [
  { name: 'ARP', filter: 'arp' },
  { name: 'Ping', filter: pings },
  { name: 'OSPF', filter: 'ip proto 89 or ip6 proto 89' },
  { name: 'DNS', filter: 'port 53' },
  { name: 'TCP handshakes', filter: tcpEnds },
];
