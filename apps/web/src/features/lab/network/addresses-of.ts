interface Addressed {
  readonly ipv4Address: string | null;
  readonly ipv6Address: string | null;
}

/** The addresses of an interface, IPv4 first. */
export function addressesOf({ ipv4Address, ipv6Address }: Addressed): string[] {
  return [ipv4Address, ipv6Address].filter((address) => address !== null);
}
