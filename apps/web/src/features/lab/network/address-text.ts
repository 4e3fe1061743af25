/** The addresses of an interface in one line, such as "10.0.1.10, fd00:0:0:1::10"; empty if it has none. */
export function addressText({
  ipv4Address,
  ipv6Address,
}: {
  readonly ipv4Address: string | null;
  readonly ipv6Address: string | null;
}): string {
  return [ipv4Address, ipv6Address].filter((address) => address !== null).join(', ');
}
