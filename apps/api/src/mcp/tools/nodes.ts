import { z } from 'zod';
import { findInterface, findLab, findNode } from '../find-lab.ts';
import { issuesFields } from '../own-api.ts';
import { labArgument, nodeArgument, tool } from '../tool.ts';
import { ToolError } from '../tool-error.ts';
import { untilApplied } from '../until-applied.ts';

const actions = { start: 'startContainer', stop: 'stopContainer', restart: 'restartContainer' } as const;

export const switchNodes = tool(
  'switch_nodes',
  'Starts, stops or restarts nodes.',
  {
    lab: labArgument,
    action: z.enum(['start', 'stop', 'restart']),
    nodes: z.array(nodeArgument).max(100).optional().describe('Left out: all'),
  },
  async ({ lab: nameOrId, action, nodes }, api) => {
    const lab = await findLab(api, nameOrId);
    const chosen = nodes?.map((node) => findNode(lab, node)) ?? lab.containers;
    const done = await Promise.allSettled(
      chosen.map(({ id }) => api.mutate(actions[action], { containerId: id })),
    );
    return chosen
      .map(({ name }, index) => {
        const outcome = done[index];
        return outcome?.status === 'rejected'
          ? `${name}: ${outcome.reason instanceof Error ? outcome.reason.message : String(outcome.reason)}`
          : `${name}: ${action} requested`;
      })
      .join('\n');
  },
);

const impairmentValue = z.union([z.number(), z.string()]);
/** Their names, and not a schema of each: every tool costs words. The API checks the values. */
const impairment = z.partialRecord(
  z.enum([
    ...([
      'delayMs',
      'jitterMs',
      'jitterDistribution',
      'lossPercent',
      'lossBurst',
      'lossStartPercent',
      'lossEndPercent',
      'lossBadPercent',
      'lossGoodPercent',
      'dropEvery',
      'dropMatching',
    ] as const),
    ...(['blackHoleMtu', 'corruptPercent', 'duplicatePercent', 'reorderPercent', 'rateKbit'] as const),
    ...(['rateBurstBytes', 'rateQueueMs'] as const),
  ]),
  impairmentValue,
);

interface Changed {
  readonly container: {
    readonly lab: { readonly revision: number };
    readonly host: { readonly id: string } | null;
  };
}
const changed = `... on SetLinkQualityPayload { container { lab { revision } host { id } } } ${issuesFields}`;

export const setLinkQuality = tool(
  'set_link_quality',
  "Makes a node's link bad, down or up. An impairment replaces its direction; {} is perfect.",
  {
    lab: labArgument,
    node: nodeArgument,
    interface: z.string().max(63).describe('Or its network'),
    linkUp: z.boolean().optional(),
    outage: z
      .strictObject({ downSeconds: z.number(), upSeconds: z.number().optional() })
      .optional()
      .describe('Again with upSeconds; left out ends it'),
    toNode: impairment.optional().describe('Into the node; dropMatching is a pcap filter'),
    fromNode: z.record(z.string(), impairmentValue).optional(),
  },
  async ({ lab: nameOrId, node: nodeName, interface: name, linkUp, outage, toNode, fromNode }, api) => {
    const lab = await findLab(api, nameOrId);
    const node = findNode(lab, nodeName);
    const { network } = findInterface(node, name);
    const input = {
      ...{ containerId: node.id, networkId: network.id },
      ...{ linkUp, outage, toContainer: toNode, fromContainer: fromNode },
    };
    const outcome = await untilApplied(api, lab, async () => {
      const { container } = await api.mutate<Changed>('setLinkQuality', input, changed);
      return { revision: container.lab.revision, hostId: container.host?.id ?? null };
    });
    const link = `The link of ${node.name} to ${network.name}`;
    if (typeof outcome === 'object')
      throw new ToolError(`${link} is saved, but not in force: ${outcome.failure}`);
    if (outcome === 'late') return `${link} is saved. Its host has not applied it yet: look at it again.`;
    return outcome === 'none' ? `${link} is set.` : `${link} is set and in force.`;
  },
);
