/** An image that users may choose. */
export interface CatalogueImage {
  /** The `image` argument of createContainer. */
  readonly name: string;
  readonly description: string;
  /** The image reference for Docker. */
  readonly reference: string;
}

/** The images that come with the product. Their Dockerfiles are in `images/`. */
export const builtInImages: readonly CatalogueImage[] = [
  {
    name: 'host',
    description: 'Debian with the tools of the trade: ip, ping, traceroute, tcpdump, curl, iperf3, dig, nano',
    reference: 'pineapple/host:1',
  },
  {
    name: 'router',
    description: 'FRRouting with OSPF and BGP, forwarding IPv4 and IPv6',
    reference: 'pineapple/router:1',
  },
  {
    name: 'web',
    description: 'A small HTTP server on port 80 whose page names its host',
    reference: 'pineapple/web:1',
  },
];
