/** An entry of a VXLAN link's forwarding database, as `bridge -j fdb show` prints it. */
interface ForwardingEntry {
  readonly mac: string;
  /** The host that gets frames for this address. Entries without it belong to the bridge. */
  readonly dst?: string | undefined;
}

/** The address of entries for flooding: frames without an entry of their own go to all these hosts. */
const floodAddress = '00:00:00:00:00:00';

/**
 * Lines for `bridge` that flood unknown frames to exactly these hosts. Entries that were learned from hosts which left
 * the lab are deleted: frames would be lost until they expire.
 */
export function forwardingChanges(
  link: string,
  present: readonly ForwardingEntry[],
  peers: readonly string[],
): string[] {
  const wanted = new Set(peers);
  const flooded = new Set(present.flatMap(({ mac, dst }) => (mac === floodAddress && dst ? [dst] : [])));
  const removed = present.flatMap(({ mac, dst }) =>
    dst === undefined || wanted.has(dst) ? [] : [`fdb del ${mac} dev ${link} dst ${dst}`],
  );
  const added = [...wanted].filter((peer) => !flooded.has(peer));
  return [...removed, ...added.map((peer) => `fdb append ${floodAddress} dev ${link} dst ${peer}`)];
}
