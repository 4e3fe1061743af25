/** One line of a VXLAN link's forwarding database, as `bridge -j fdb show` prints it. */
export interface ForwardingEntry {
  readonly mac: string;
  /** The host that frames to this address go to; a line without is of the bridge, not of the link. */
  readonly dst?: string | undefined;
}

/** Stands for every frame that has no line of its own: it goes to all hosts that are listed for it. */
const everyFrame = '00:00:00:00:00:00';

/**
 * Lines for `bridge` that have frames without a known way go to exactly these hosts, and forget what was learned of
 * hosts that are none of the lab's any more: those frames would be lost until the kernel's patience ends.
 */
export function forwardingChanges(
  link: string,
  present: readonly ForwardingEntry[],
  peers: readonly string[],
): string[] {
  const wanted = new Set(peers);
  const flooded = new Set(present.flatMap(({ mac, dst }) => (mac === everyFrame && dst ? [dst] : [])));
  const gone = present.flatMap(({ mac, dst }) =>
    dst === undefined || wanted.has(dst) ? [] : [`fdb del ${mac} dev ${link} dst ${dst}`],
  );
  const come = [...wanted].filter((peer) => !flooded.has(peer));
  return [...gone, ...come.map((peer) => `fdb append ${everyFrame} dev ${link} dst ${peer}`)];
}
