import { ref, type Ref } from 'vue';
import { useApi } from '../../../../client/api-client.ts';
import type { Outcome } from '../../../../client/outcome.ts';
import { connectorId, mapLab } from '../../canvas/map-lab.ts';
import type { Point } from '../../canvas/layout/geometry.ts';
import type { Move, Selection } from '../../canvas/selection.ts';
import type { Creation } from '../../canvas/palette/use-palette-drag.ts';
import {
  useContainerActions,
  type ContainerActions,
} from '../../container/composables/use-container-actions.ts';
import { nextFreeName } from '../../model/free-names.ts';
import {
  useAnnotationActions,
  type AnnotationActions,
  type AnnotationChange,
} from '../../annotation/use-annotation-actions.ts';
import { useNetworkActions, type NetworkActions } from '../../network/use-network-actions.ts';
import type { Lab } from '../../model/lab.ts';
import { movedLab } from '../../model/optimistic-lab.ts';
import { copyNodesMutation, moveNodesMutation } from '../documents.ts';

/** The most moves that the API accepts in one request. */
const maxMoves = 200;

export interface LabEditor {
  readonly containers: ContainerActions;
  readonly networks: NetworkActions;
  readonly annotations: AnnotationActions;
  /** Why the last edit on the canvas was refused. */
  readonly problem: Ref<string | null>;
  /** Resolves to the id of the new node, or null when it was refused. */
  create(
    creation: Creation,
    position: Point,
    networkId: string | null,
    /** The containers at the ends of a cable. */
    ends?: readonly string[],
  ): Promise<string | null>;
  connect(containerId: string, networkId: string): Promise<void>;
  /** Changes the links of wires, in one step of the history. */
  setLinks(connectors: readonly string[], change: Parameters<ContainerActions['setLinks']>[1]): Promise<void>;
  move(moves: readonly Move[]): Promise<void>;
  /** Changes a note or a frame by a gesture. */
  annotate(id: string, change: AnnotationChange): Promise<void>;
  /** Copies nodes of this lab or another one into this lab. Resolves to the ids of the copies, or null when refused. */
  copy(nodeIds: readonly string[], offset: Point): Promise<readonly string[] | null>;
  /** Connectors first, then containers, then networks, which can't go while something is attached. */
  remove(selection: Selection): Promise<Outcome<unknown>>;
}

/** Edits by gesture: names and addresses are chosen automatically and can be changed afterwards. */
export function useLabEditor(lab: () => Lab): LabEditor {
  const api = useApi();
  const containers = useContainerActions(lab);
  const networks = useNetworkActions(lab);
  const annotations = useAnnotationActions(lab);
  const problem = ref<string | null>(null);

  async function run<P>(change: Promise<Outcome<P>>): Promise<Outcome<P>> {
    problem.value = null;
    const outcome = await change;
    if (!outcome.ok) problem.value = outcome.problem.message;
    return outcome;
  }

  /** Runs changes one after the other and stops at the first error. */
  async function runInOrder(
    changes: readonly (() => Promise<Outcome<unknown>>)[],
  ): Promise<Outcome<unknown>> {
    for (const change of changes) {
      const outcome = await run(change());
      if (!outcome.ok && outcome.problem.code !== 'NOT_FOUND') return outcome;
    }
    return { ok: true, payload: null };
  }

  const freeName = (prefix: string, existing: readonly { readonly name: string }[]): string =>
    nextFreeName(
      prefix,
      existing.map(({ name }) => name),
    );

  return {
    containers,
    networks,
    annotations,
    problem,
    async create(creation, position, networkId, ends = []) {
      if (creation.kind === 'annotation') {
        const made = await run(annotations.create({ kind: creation.as, position, ...creation.size }));
        return made.ok ? made.payload.annotation.id : null;
      }
      if (creation.kind === 'network') {
        const { as } = creation;
        const name = freeName(as === 'network' ? 'net' : as, lab().networks);
        const made = await run(
          networks.create({
            name,
            position,
            ...(as !== 'network' && { plain: true, containerIds: [...ends] }),
          }),
        );
        return made.ok ? made.payload.network.id : null;
      }
      const name = freeName(creation.image, lab().containers);
      const attachments = networkId ? [{ networkId }] : [];
      const made = await run(
        containers.create({ name, image: creation.image, networks: attachments, position }),
      );
      return made.ok ? made.payload.container.id : null;
    },
    async connect(containerId, networkId) {
      await run(containers.draw(containerId, networkId));
    },
    async setLinks(chosen, change) {
      const { connectors } = mapLab(lab());
      const links = chosen.flatMap((id) => {
        const { containerId, networkId } = connectors.get(id) ?? {};
        return containerId === undefined || networkId === undefined ? [] : [{ containerId, networkId }];
      });
      if (links.length > 0) await run(containers.setLinks(links, change));
    },
    async move(moves) {
      const input = { labId: lab().id, moves: moves.slice(0, maxMoves) };
      await run(api.mutate(moveNodesMutation, { input }, { optimistic: movedLab(lab(), input.moves) }));
    },
    async annotate(id, change) {
      await run(annotations.update(id, change));
    },
    async copy(nodeIds, offset) {
      const input = { labId: lab().id, nodeIds: [...nodeIds], offset };
      const made = await run(api.mutate(copyNodesMutation, { input }));
      return made.ok ? made.payload.nodeIds : null;
    },
    remove({ nodes, connectors }) {
      const isChosen = ({ id }: { readonly id: string }): boolean => nodes.includes(id);
      const chosen = lab().containers.filter(isChosen);
      const loose = lab().containers.flatMap(({ id, interfaces }) =>
        isChosen({ id })
          ? []
          : interfaces.flatMap(({ network }) =>
              connectors.includes(connectorId(id, network.id))
                ? [() => containers.disconnect(id, network.id)]
                : [],
            ),
      );
      return runInOrder([
        ...loose,
        ...chosen.map(
          ({ id }) =>
            () =>
              containers.remove(id),
        ),
        ...lab()
          .networks.filter(isChosen)
          .map(
            ({ id }) =>
              () =>
                networks.remove(id),
          ),
        ...lab()
          .annotations.filter(isChosen)
          .map(
            ({ id }) =>
              () =>
                annotations.remove(id),
          ),
      ]);
    },
  };
}
