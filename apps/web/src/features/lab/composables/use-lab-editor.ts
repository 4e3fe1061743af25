import { ref, type Ref } from 'vue';
import type { Outcome } from '../../../app/outcome.ts';
import { wireId } from '../../../canvas/map-lab.ts';
import type { Point } from '../../../canvas/node-sizes.ts';
import type { Creation } from '../../../canvas/use-palette-drag.ts';
import {
  useContainerActions,
  type ContainerActions,
} from '../../container/composables/use-container-actions.ts';
import { nextFreeName } from '../../container/next-free-name.ts';
import { useNetworkActions, type NetworkActions } from '../../network/composables/use-network-actions.ts';
import type { Lab } from '../lab-changes.ts';

export interface LabEditor {
  readonly containers: ContainerActions;
  readonly networks: NetworkActions;
  /** Why the last edit on the canvas was refused. */
  readonly problem: Ref<string | null>;
  /** The id of what was made, or null. */
  create(creation: Creation, position: Point, networkId: string | null): Promise<string | null>;
  connect(containerId: string, networkId: string): Promise<void>;
  disconnect(wires: readonly string[]): Promise<void>;
  /** Containers before networks, which can't go while something is attached. */
  remove(ids: readonly string[]): Promise<void>;
}

/** Edits made with one gesture: what they need besides is chosen for them, and can be changed afterwards. */
export function useLabEditor(lab: () => Lab): LabEditor {
  const containers = useContainerActions(() => lab().id);
  const networks = useNetworkActions(() => lab().id);
  const problem = ref<string | null>(null);

  async function tell<P>(change: Promise<Outcome<P>>): Promise<P | null> {
    problem.value = null;
    const outcome = await change;
    if (outcome.ok) return outcome.payload;
    problem.value = outcome.problem.message;
    return null;
  }

  return {
    containers,
    networks,
    problem,
    async create(creation, _position, networkId) {
      if (creation.kind === 'network') {
        const name = nextFreeName(
          'net',
          lab().networks.map((one) => one.name),
        );
        return (await tell(networks.create({ name })))?.network.id ?? null;
      }
      const name = nextFreeName(
        creation.image,
        lab().containers.map((one) => one.name),
      );
      const made = await tell(
        containers.create({
          name,
          image: creation.image,
          networks: networkId ? [{ networkId }] : [],
        }),
      );
      return made?.container.id ?? null;
    },
    async connect(containerId, networkId) {
      await tell(containers.connect(containerId, { networkId }));
    },
    async disconnect(wires) {
      for (const { id, interfaces } of lab().containers) {
        for (const { network } of interfaces) {
          if (wires.includes(wireId(id, network.id))) await tell(containers.disconnect(id, network.id));
        }
      }
    },
    async remove(ids) {
      const chosen = (items: readonly { readonly id: string }[]): string[] =>
        items.map(({ id }) => id).filter((id) => ids.includes(id));
      for (const id of chosen(lab().containers)) await tell(containers.remove(id));
      for (const id of chosen(lab().networks)) await tell(networks.remove(id));
    },
  };
}
