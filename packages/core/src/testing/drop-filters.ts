/** Filters that drop frames, one of each form that the rules allow. */
export const acceptedFilters: readonly string[] = [
  'icmp',
  'icmp6 or arp',
  'udp dst port 53',
  'not (tcp port 80 or tcp portrange 8000-8080)',
  'tcp[tcpflags] & (tcp-syn|tcp-rst) != 0',
  'tcp[13] & 2 != 0 && ip[8] < 5',
  'icmp[icmptype] = icmp-echo',
  'ip6[6:2] >= 0x1100',
  'src host 10.0.0.1 and dst net 10.0.0.0/8',
  'ip6 host fe80::1 || ip6 net fd00::/8',
  'ip proto 89 or ip6 proto 89',
  'ether proto 0x88cc',
  'ether src 02:00:00:00:00:01 or ether host 02:00:00:00:00:02',
  'ether broadcast or multicast',
  'greater 1000 and less 1200',
  '! vrrp and ! stp and !igmp',
];
