/** The kernel's ENODEV and ENXIO. */
const missingInterface = /^failed interface (19|6)$|reassociate to namespace|cannot open .*\/netns\//m;

/**
 * Whether a capture program found no such interface, which comes with the container's next start.
 * @param failure what it wrote to its standard error
 */
export function isMissingInterface(failure: string): boolean {
  return missingInterface.test(failure);
}
