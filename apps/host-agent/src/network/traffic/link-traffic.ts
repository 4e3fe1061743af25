import {
  describeLimits,
  type HostManifest,
  type LinkLimit,
  limitsMet,
  type ManifestContainer,
  perfectLink,
} from '@pineapple/core';
import type { Logger } from 'pino';
import { KeyedLock } from '../../system/keyed-lock.ts';
import { runInShell } from '../../system/program-shell.ts';
import { labNamespace, waitingDevice, wireName } from '../link-names.ts';
import { type KernelFeatures, linkLimits, readKernelFeatures } from './kernel-features.ts';
import { wiresOfNetwork } from './network-wires.ts';
import { type EndCommands, type NetworkWires, trafficCommands } from './traffic-commands.ts';

/**
 * Runs in the lab's namespace. $1: `cable` or `switch`; $2: lines for `ip` that remove waiting devices. Then come, for each
 * end: its name, the lines for `ip`, and those for `tc`. Ends of containers that don't run are not there. A cable without
 * one of its ends passes nothing, so it gets no commands.
 */
const converge = `
kind=$1
present="
$(ip -br link show type veth)"
if [ -n "$2" ]; then
  ip -force -batch - 2>/dev/null <<LINES || true
$2
LINES
fi
shift 2
missing= earlier= links= rules=
while [ $# -gt 0 ]; do
  case $present in
  *"
$1@"*)
    earlier="$earlier
qdisc del dev $1 clsact
qdisc del dev $1 root"
    links="$links
$2"
    rules="$rules
$3" ;;
  *) missing=1 ;;
  esac
  shift 3
done
tc -force -batch - 2>/dev/null <<LINES || true
$earlier
LINES
[ "$kind$missing" != cable1 ] || exit 0
ip -batch - <<LINES
$links
LINES
exec tc -batch - <<LINES
$rules
LINES
`;

/** What was set at each end of a network's wires, by the end's name; empty for a perfect link of a switch. */
type Applied = ReadonlyMap<string, string>;

/**
 * Gives the wires of each network their quality, and makes cables of networks with two interfaces. All of it is on the
 * host's ends, which root in a container can't reach.
 */
export class LinkTraffic {
  /** What this host can't give links. */
  readonly limits: readonly LinkLimit[];
  readonly #features: KernelFeatures;
  readonly #log: Logger;
  readonly #lock = new KeyedLock();
  /** By network id. Not listed: unknown since the agent's start. */
  readonly #applied = new Map<string, Applied>();
  /** Why the links of a network are not as the lab wants them. */
  readonly #failures = new Map<string, string>();

  private constructor(features: KernelFeatures, log: Logger) {
    this.#features = features;
    this.limits = linkLimits(features);
    this.#log = log;
  }

  static async open(log: Logger): Promise<LinkTraffic> {
    return new LinkTraffic(await readKernelFeatures(), log);
  }

  /** For operators; null if the host can give links any quality. */
  get limitation(): string | null {
    const text = describeLimits(this.limits);
    return text === null ? null : `link-quality: ${text}`;
  }

  /** Why this host can't give a container's links their quality; null if it can. */
  refusal({ interfaces }: ManifestContainer): string | null {
    for (const { name, quality = perfectLink } of interfaces) {
      const text = describeLimits(limitsMet(quality, this.limits));
      if (text !== null) return `The quality of ${name} is not possible here. ${text} Change its quality.`;
    }
    return null;
  }

  /** Why a container's links don't have their quality; null if they have it. */
  problem(container: ManifestContainer): string | null {
    const failed = container.interfaces.find(
      ({ networkId, quality }) => quality !== undefined && this.#failures.has(networkId),
    );
    const failure =
      failed && `The quality of ${failed.name} could not be set: ${this.#failures.get(failed.networkId)}`;
    return this.refusal(container) ?? failure ?? null;
  }

  /** The wires of a container to these networks were made. */
  async rewired(lab: HostManifest, containerId: string, networkIds: readonly string[]): Promise<void> {
    await Promise.all(
      networkIds.map((networkId) => this.#converge(lab, networkId, wireName(containerId, networkId))),
    );
  }

  /** Converges the wires of a lab whose quality or kind changed. */
  async refresh(lab: HostManifest): Promise<void> {
    await Promise.all(lab.networks.map(({ id }) => this.#converge(lab, id, null)));
  }

  /** A quality that the host can't give is left out. Its container is refused. */
  #wires(lab: HostManifest, networkId: string): NetworkWires {
    const wires = wiresOfNetwork(lab, networkId);
    const ends = wires.ends.map((end) => {
      const isPossible = limitsMet(end.quality, this.limits).length === 0;
      return isPossible ? end : { ...end, quality: perfectLink };
    });
    return { ...wires, ends };
  }

  /**
   * If a cable fails, the bridge carries the frames, except those that a bridge keeps to itself.
   * @param made the end of a wire that was just made, if there is one: nothing is set at it
   */
  async #converge(lab: HostManifest, networkId: string, made: string | null): Promise<void> {
    await this.#lock.run(networkId, async () => {
      const wires = this.#wires(lab, networkId);
      const commands = trafficCommands(wires, this.#features);
      const before = this.#applied.get(networkId);
      const now = new Map(commands.map((each) => [each.end, toText(each)]));
      const changed = commands.filter(({ end }) => {
        const [was, is] = [before?.get(end), now.get(end)];
        return before === undefined || (was ?? '') !== is || (end === made && is !== '');
      });
      const gone = [...(before?.keys() ?? [])].filter((end) => !now.has(end));
      if (changed.length + gone.length === 0 || (before === undefined && commands.length === 0)) return;
      try {
        const concerned = wires.isCable ? commands : changed;
        await run(lab.labId, wires.isCable, concerned, [...gone, ...concerned.map(({ end }) => end)]);
        this.#applied.set(networkId, now);
        this.#failures.delete(networkId);
      } catch (error) {
        this.#applied.delete(networkId);
        this.#failures.set(networkId, error instanceof Error ? error.message : String(error));
        this.#log.warn(
          { err: error, networkId },
          "could not set a network's links; its bridge carries the frames",
        );
      }
    });
  }
}

function toText({ links, rules }: EndCommands): string {
  const isPerfect = rules.length === 0 && links.every((line) => line.endsWith(' up'));
  return isPerfect ? '' : JSON.stringify([links, rules]);
}

/** @param ends those whose waiting devices are removed first */
async function run(
  labId: string,
  isCable: boolean,
  commands: readonly EndCommands[],
  ends: readonly string[],
): Promise<void> {
  const removals = ends.map((end) => `link del ${waitingDevice(end)}`).join('\n');
  const words = commands.flatMap(({ end, links, rules }) => [end, links.join('\n'), rules.join('\n')]);
  await runInShell('nsenter', [
    ...[`--net=/run/netns/${labNamespace(labId)}`, 'sh', '-ec', converge, 'sh'],
    ...[isCable ? 'cable' : 'switch', removals, ...words],
  ]);
}
