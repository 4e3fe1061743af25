import { fail, ok, type Result } from '../result.ts';
import { quoted } from '../quoted.ts';
import { formatSubnet, parseSubnet, parseWrittenSubnet, subnetContains, subnetsOverlap } from './subnet.ts';

/** Where subnets of labs may lie: RFC 1918. */
export const privateIpv4Ranges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] as const;
/** Hosts number the uplinks of internet networks out of this range (RFC 6598). */
export const uplinkRange = '100.64.0.0/10';

export const shortestPrefix = 8;
export const longestPrefix = 30;

const privateRanges = privateIpv4Ranges.map(parseSubnet);
const uplinks = parseSubnet(uplinkRange);
const advice = 'Take one inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.';

/** Checks what somebody typed as a network's IPv4 subnet: its canonical text, or what is wrong with it. */
export function checkIpv4Subnet(text: string): Result<string, string> {
  const trimmed = text.trim();
  const written = parseWrittenSubnet(trimmed);
  const given = quoted(trimmed);
  if (written === null) return fail(`${given} is not an IPv4 subnet. Write it as 10.0.1.0/24.`);
  const { address, subnet } = written;
  if (subnet.family !== 4) return fail(`${given} is an IPv6 subnet. Give an IPv4 one, as 10.0.1.0/24.`);
  if (subnet.prefixLength < shortestPrefix || subnet.prefixLength > longestPrefix) {
    return fail(
      `${given} has prefix length ${subnet.prefixLength}. Choose from /${shortestPrefix} to /${longestPrefix}.`,
    );
  }
  if (subnetsOverlap(subnet, uplinks)) {
    return fail(`${given} lies in ${uplinkRange}, which hosts use to reach the internet. ${advice}`);
  }
  if (!privateRanges.some((range) => subnetContains(range, subnet))) {
    return fail(`${given} is not private, and no lab needs anybody else's addresses. ${advice}`);
  }
  const canonical = formatSubnet(subnet);
  if (address.value !== subnet.first) {
    return fail(`${given} has bits set after its prefix. Did you mean ${canonical}?`);
  }
  return ok(canonical);
}
