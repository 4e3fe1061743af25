import type { HostManifest } from '@pineapple/core';
import type { Logger } from 'pino';
import { KeyedLock } from '../../system/keyed-lock.ts';
import { runInShell } from '../../system/program-shell.ts';
import { labNamespace, wireName } from '../link-names.ts';

/**
 * Runs in the lab's namespace. $1 is `cable` or `switch`, the others are the lab's ends of a network's wires. A cable
 * passes each frame from one end to the other before the bridge sees it, link-local ones too.
 */
const converge = `
kind=$1
shift
for end in "$@"; do
  ip link show dev "$end" >/dev/null 2>&1 || kind=switch
done
for end in "$@"; do
  tc qdisc del dev "$end" clsact 2>/dev/null || true
done
[ "$kind" = cable ] || exit 0
tc qdisc add dev "$1" clsact
tc qdisc add dev "$2" clsact
tc filter add dev "$1" ingress protocol all u32 match u8 0 0 action mirred egress redirect dev "$2"
tc filter add dev "$2" ingress protocol all u32 match u8 0 0 action mirred egress redirect dev "$1"
`;

/** What a network's wires need: a cable between two, or the bridge. */
export interface NetworkWires {
  readonly isCable: boolean;
  /** The lab's ends of the wires on this host. */
  readonly ends: readonly string[];
}

/**
 * A network is a cable when exactly two interfaces of the lab are on it, both on this host, and it has no gateway: then
 * nothing else can take part.
 */
export function wiresOfNetwork(lab: HostManifest, networkId: string): NetworkWires {
  const network = lab.networks.find(({ id }) => id === networkId);
  const ends = lab.containers
    .filter(({ interfaces }) => interfaces.some((each) => each.networkId === networkId))
    .map(({ id }) => wireName(id, networkId));
  const isHere = network?.overlay === null || network?.overlay.onlyHere === true;
  const isClosed = isHere && network?.internet === false;
  return { isCable: isClosed && ends.length === 2, ends };
}

/** Makes cables of networks with two interfaces, and switches of all others. */
export class Cables {
  readonly #log: Logger;
  readonly #lock = new KeyedLock();
  /** Whether each network is a cable. A network that is not listed was not looked at since the agent's start. */
  readonly #kinds = new Map<string, boolean>();

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Some wires of these networks were replaced. */
  async rewired(lab: HostManifest, networkIds: readonly string[]): Promise<void> {
    await Promise.all(networkIds.map((networkId) => this.#converge(lab, networkId)));
  }

  /** Converges those networks of a lab that became a cable or a switch. */
  async refresh(lab: HostManifest): Promise<void> {
    const changed = lab.networks.filter(({ id }) => this.#kinds.get(id) !== wiresOfNetwork(lab, id).isCable);
    await this.rewired(
      lab,
      changed.map(({ id }) => id),
    );
  }

  /** If it fails, the bridge carries the frames, except those that a bridge keeps to itself. */
  async #converge(lab: HostManifest, networkId: string): Promise<void> {
    const { isCable, ends } = wiresOfNetwork(lab, networkId);
    const wasSwitch = this.#kinds.get(networkId) === false;
    if ((!isCable && wasSwitch) || ends.length === 0) return;
    await this.#lock.run(networkId, async () => {
      try {
        await runInShell('nsenter', [
          ...[`--net=/run/netns/${labNamespace(lab.labId)}`, 'sh', '-ec', converge, 'sh'],
          ...[isCable ? 'cable' : 'switch', ...ends],
        ]);
        this.#kinds.set(networkId, isCable);
      } catch (error) {
        this.#log.warn({ err: error, networkId }, 'could not make a cable; its bridge carries the frames');
      }
    });
  }
}
