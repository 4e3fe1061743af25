/** An image that users may choose. */
export interface CatalogueImage {
  /** The `image` argument of createContainer. */
  readonly name: string;
  readonly description: string;
  /** The image reference for Docker. */
  readonly reference: string;
  /** How a host that lacks the image gets it; left out for one of the catalogue. */
  readonly build?: ImageRecipe;
}

/** What an image of a user's own comes from. */
export type ImageRecipe = DockerfileRecipe | PullRecipe;

interface PullRecipe {
  /** The image reference in its registry. */
  readonly pull: string;
}

interface DockerfileRecipe {
  /** The image reference of its base. */
  readonly base: string;
  readonly dockerfile: string;
  /** The files that it copies; left out for none. */
  readonly context?: BuildContextReference;
}

/** A stored build context. */
export interface BuildContextReference {
  /** Who sent it. */
  readonly ownerId: string;
  /** Of its tar archive, in hexadecimal. */
  readonly sha256: string;
}

/** The images that come with the product. Their Dockerfiles are in `images/`. */
export const builtInImages: readonly CatalogueImage[] = [
  {
    name: 'host',
    description:
      'Debian with the tools of the trade: ip, ping, tcpdump, tshark, nmap, iperf3, python3, ssh, dig and many more',
    reference: 'pineapple/host:1',
  },
  {
    name: 'router',
    description: 'FRRouting or BIRD with the protocols that are configured, forwarding IPv4 and IPv6',
    reference: 'pineapple/router:1',
  },
  {
    name: 'web',
    description: 'A small HTTP server on port 80 whose page names its host',
    reference: 'pineapple/web:1',
  },
];
