/**
 * Why packets from one container reach another, or do not.
 *
 * - `REACHABLE`; `LOSSY`: some packets are lost.
 * - `NOT_RUNNING`: a container on the way does not run.
 * - `LINK_DOWN`: an interface on the way is down or unplugged.
 * - `NO_ROUTE`, `NO_ROUTE_BACK`: a container on the way has no route to the target, or to the source.
 * - `NOT_FORWARDING`: a container on the way does not forward packets.
 * - `REVERSE_PATH`: a container drops packets that come in by another interface than its route back.
 * - `NEIGHBOUR_UNANSWERED`: ARP or neighbour discovery for the next hop is not answered.
 * - `DUPLICATE_ADDRESS`: two interfaces of a network have the address that packets are sent to.
 * - `FILTERED`: a packet filter drops or rejects them.
 * - `MTU`: small packets pass, large ones are lost.
 * - `NOT_LISTENING`: no process listens on the TCP port.
 * - `LOOP`: routes send packets in a circle.
 * - `OUTSIDE`: the way leaves what is known, such as into a tunnel or to another host.
 * - `UNKNOWN`: the tables do not show why.
 */
export const reachVerdicts = [
  'REACHABLE',
  'LOSSY',
  'NOT_RUNNING',
  'LINK_DOWN',
  'NO_ROUTE',
  'NO_ROUTE_BACK',
  'NOT_FORWARDING',
  'REVERSE_PATH',
  'NEIGHBOUR_UNANSWERED',
  'DUPLICATE_ADDRESS',
  'FILTERED',
  'MTU',
  'NOT_LISTENING',
  'LOOP',
  'OUTSIDE',
  'UNKNOWN',
] as const;

export type ReachVerdict = (typeof reachVerdicts)[number];

/** One container on the way of a packet. */
export interface ReachHop {
  readonly containerId: string;
  readonly name: string;
  /** Where the packet comes in; null where it begins. */
  readonly inInterface: string | null;
  /** Where it goes out; null where it ends. */
  readonly outInterface: string | null;
  /** The network that it goes out to. */
  readonly networkId: string | null;
}

/** What is wrong, and where. */
export interface ReachFinding {
  readonly verdict: ReachVerdict;
  readonly sentence: string;
  /** What the tables and counters say, one fact a line. */
  readonly evidence: readonly string[];
  /** The container where the way ends; null if it does not. */
  readonly containerId: string | null;
  readonly interface: string | null;
  /** Whether the kernel still tries, so that it may be otherwise a second later. */
  readonly mayPass?: boolean;
}
