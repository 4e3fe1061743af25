import { fail, ok, type Result } from '../result.ts';
import { quoted } from '../quoted.ts';
import { formatSubnet, parseSubnet, parseWrittenSubnet, subnetContains, subnetsOverlap } from './subnet.ts';

/** The ranges that a lab's subnets are taken from (RFC 1918). */
export const privateIpv4Ranges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] as const;
/** Hosts give the uplinks of networks with egress addresses from this range (RFC 6598). */
export const uplinkRange = '100.64.0.0/10';

const shortestPrefix = 8;
const longestPrefix = 30;

const privateRanges = privateIpv4Ranges.map(parseSubnet);
const uplinks = parseSubnet(uplinkRange);
const advice = 'Choose one inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.';

/** Checks a user's IPv4 subnet. Returns its canonical text, or what is wrong with it. */
export function checkIpv4Subnet(text: string): Result<string, string> {
  const trimmed = text.trim();
  const written = parseWrittenSubnet(trimmed);
  const given = quoted(trimmed);
  if (written === null) return fail(`${given} is not an IPv4 subnet. Write it like 10.0.1.0/24.`);
  const { address, subnet } = written;
  if (subnet.family !== 4)
    return fail(`${given} is an IPv6 subnet. Give an IPv4 subnet such as 10.0.1.0/24.`);
  if (subnet.prefixLength < shortestPrefix || subnet.prefixLength > longestPrefix) {
    return fail(
      `${given} has prefix length ${subnet.prefixLength}. Choose from /${shortestPrefix} to /${longestPrefix}.`,
    );
  }
  if (subnetsOverlap(subnet, uplinks)) {
    return fail(`${given} is in ${uplinkRange}, which hosts use for egress. ${advice}`);
  }
  if (!privateRanges.some((range) => subnetContains(range, subnet))) {
    return fail(`${given} is not a private subnet. ${advice}`);
  }
  const canonical = formatSubnet(subnet);
  if (address.value !== subnet.first) {
    return fail(`${given} has bits set after its prefix. Did you mean ${canonical}?`);
  }
  return ok(canonical);
}
