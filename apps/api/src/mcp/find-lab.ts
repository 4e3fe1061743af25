import { labSummaryFields, type SummarisedLab } from './lab-summary.ts';
import type { OwnApi } from './own-api.ts';
import { ToolError } from './tool-error.ts';

type Node = SummarisedLab['containers'][number];

/** Finds a lab by its name or id. @throws ToolError that lists similar ones */
export async function findLab(api: OwnApi, nameOrId: string): Promise<SummarisedLab> {
  const { lab, labs } = await api.query<{
    lab: SummarisedLab | null;
    labs: { nodes: readonly { id: string; name: string }[] };
  }>(
    `query ($id: ID!, $search: String) {
      lab(id: $id) { ${labSummaryFields} }
      labs(first: 100, search: $search) { nodes { id name } }
    }`,
    { id: nameOrId, search: nameOrId },
  );
  if (lab !== null) return lab;
  const named = labs.nodes.find(({ name }) => name === nameOrId);
  if (named) return findLab(api, named.id);
  const similar = labs.nodes.slice(0, 10).map(({ name }) => `"${name}"`);
  throw new ToolError(
    `There is no lab "${nameOrId}". ${similar.length > 0 ? `Similar: ${similar.join(', ')}.` : 'Call list_labs.'}`,
  );
}

/** Finds a container of a lab by its name or id. @throws ToolError that lists the others */
export function findNode({ name, containers }: SummarisedLab, node: string): Node {
  const found = containers.find((each) => each.name === node || each.id === node);
  if (found) return found;
  throw new ToolError(
    `The lab "${name}" has no node "${node}". It has ${containers.map((each) => each.name).join(', ') || 'none'}.`,
  );
}

/** The interface of a node, by its name or its network's. @throws ToolError that lists the others */
export function findInterface(node: Node, name: string): Node['interfaces'][number] {
  const found = node.interfaces.find((each) => each.name === name || each.network.name === name);
  if (found) return found;
  const there = node.interfaces.map((each) => `${each.name} (${each.network.name})`);
  throw new ToolError(`"${node.name}" has no interface "${name}". It has ${there.join(', ') || 'none'}.`);
}
