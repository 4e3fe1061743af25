import { z } from 'zod';
import { findLab, findNode } from '../find-lab.ts';
import type { OwnApi } from '../own-api.ts';
import { labArgument, nodeArgument, tool } from '../tool.ts';
import { ToolError } from '../tool-error.ts';

const readOnly = { readOnlyHint: true };
const tcpPort = z.int().min(1).max(65_535).optional().describe('Left out: ping');
const ipVersion = z.literal([4, 6]).optional();

interface Cell {
  readonly from: { readonly name: string };
  readonly to: { readonly name: string };
  readonly address: string | null;
  readonly received: number;
  readonly sent: number;
  readonly status: string;
}

export const checkReachability = tool(
  'check_reachability',
  'Tries from every node to every address of the others. Lists what fails.',
  { lab: labArgument, tcpPort, ipVersion },
  async ({ lab: nameOrId, ...how }, api) => {
    const lab = await findLab(api, nameOrId);
    const over = AbortSignal.any([api.signal, AbortSignal.timeout(120_000)]);
    const events = api.subscribe<{
      checkReachability: { cells: readonly Cell[]; problems: readonly string[]; done: boolean };
    }>(
      `subscription ($labId: ID!, $tcpPort: Int, $ipVersion: Int) {
        checkReachability(labId: $labId, tcpPort: $tcpPort, ipVersion: $ipVersion) {
          cells { from { name } to { name } address received sent status } problems done
        }
      }`,
      { labId: lab.id, ...how },
      over,
    );
    const cells: Cell[] = [];
    const problems = new Set<string>();
    let isDone = false;
    for await (const { checkReachability: update } of events) {
      cells.push(...update.cells);
      for (const each of update.problems) problems.add(each);
      isDone = update.done;
      if (isDone) break;
    }
    if (!isDone) throw new ToolError('The check did not end. Try again later.');
    const failed = cells.filter(({ status }) => status !== 'OK' && status !== 'NO_ADDRESS');
    return [
      `${cells.length - failed.length} of ${cells.length} fine.`,
      ...problems,
      ...failed.map(
        ({ from, to, address, received, sent, status }) =>
          `${from.name} > ${to.name} ${address ?? ''} ${status} ${received}/${sent}`,
      ),
    ].join('\n');
  },
  readOnly,
);

interface Hop {
  readonly container: { readonly name: string };
  readonly outInterface: string | null;
}

export const explainReachability = tool(
  'explain_reachability',
  'Says why one node reaches another or not: the way, its end, the evidence.',
  { lab: labArgument, from: nodeArgument, to: nodeArgument, tcpPort, ipVersion },
  async ({ lab: nameOrId, from, to, ...how }, api) => {
    const lab = await findLab(api, nameOrId);
    const hops = '{ container { name } outInterface }';
    const { told } = await api.query<{
      told: {
        message?: string;
        verdict: string;
        sentence: string;
        evidence: readonly string[];
        hops: readonly Hop[];
        back: readonly Hop[];
        endsAt: { readonly name: string } | null;
        endsAtInterface: string | null;
      };
    }>(
      `query ($from: ID!, $to: ID!, $tcpPort: Int, $ipVersion: Int) {
        told: explainReachability(from: $from, to: $to, tcpPort: $tcpPort, ipVersion: $ipVersion) {
          ... on ReachabilityExplanation { verdict sentence evidence hops ${hops} back ${hops}
            endsAt { name } endsAtInterface }
          ... on UserError { message }
        }
      }`,
      { from: findNode(lab, from).id, to: findNode(lab, to).id, ...how },
    );
    if (told.message !== undefined) throw new ToolError(told.message);
    const way = (name: string, all: readonly Hop[]): string =>
      `${name}: ${all.map(({ container, outInterface }) => [container.name, outInterface].filter(Boolean).join(' ')).join(' > ')}`;
    return [
      `${told.verdict}: ${told.sentence}`,
      way('there', told.hops),
      ...(told.back.length > 0 ? [way('back', told.back)] : []),
      ...(told.endsAt
        ? [`ends at: ${[told.endsAt.name, told.endsAtInterface].filter(Boolean).join(' ')}`]
        : []),
      ...told.evidence,
    ].join('\n');
  },
  readOnly,
);

/** What is selected of each table. */
const tables = {
  routes: 'destination via container interface protocol metric table flags',
  addresses: 'interface address scope',
  neighbours: 'address container interface macAddress state',
  fdb: 'macAddress interface bridge vlan state',
  sessions: 'protocol peer address container interface state remoteAs prefixes',
  filters: 'family table chain hook position rule packets bytes',
} as const;

const tableNames = ['routes', 'addresses', 'neighbours', 'fdb', 'sessions', 'filters'] as const;

export const readTables = tool(
  'read_table',
  "A node's table now (sessions: routing neighbours, filters: nftables); `container` is the node that has the address.",
  {
    lab: labArgument,
    node: nodeArgument,
    table: z.enum(tableNames),
    minutes: z.int().min(1).max(60).optional().describe('Instead: what changed in all tables since'),
  },
  async ({ lab: nameOrId, node: name, table, minutes }, api) => {
    const node = findNode(await findLab(api, nameOrId), name);
    if (minutes !== undefined) return changesOf(api, node, minutes);
    const over = AbortSignal.any([api.signal, AbortSignal.timeout(20_000)]);
    const events = api.subscribe<{
      networkTables: { running: boolean; added: Readonly<Record<string, readonly object[]>> };
    }>(
      `subscription ($containerId: ID!) {
        networkTables(containerId: $containerId) { running added { ${table} { ${tables[table]} } } }
      }`,
      { containerId: node.id },
      over,
    );
    for await (const { networkTables } of events) {
      if (!networkTables.running) throw new ToolError(`"${node.name}" does not run.`);
      const rows = networkTables.added[table] ?? [];
      return rows.map(rowText).join('\n') || `The table is empty.`;
    }
    throw new ToolError("The node's host does not answer. Try again later.");
  },
  readOnly,
);

/** A line for each change that the node's host recorded. */
async function changesOf(
  api: OwnApi,
  { id, name }: { readonly id: string; readonly name: string },
  minutes: number,
): Promise<string> {
  const from = new Date(Date.now() - minutes * 60_000).toISOString();
  const { tableHistory: records } = await api.query<{
    tableHistory: readonly { at: string; changes: readonly { text: string }[] }[];
  }>(
    'query ($id: ID!, $from: DateTime!) { tableHistory(containerId: $id, from: $from) { at changes { text } } }',
    {
      id,
      from,
    },
  );
  const [first] = records;
  if (!first) return `Nothing is recorded: "${name}" is recorded for an hour from the first read_table on.`;
  const lines = records.flatMap(({ at, changes }) =>
    changes.map(({ text }) => `${at.slice(11, 19)} ${text}`),
  );
  const since = first.at > from ? `Recorded since ${first.at}.` : `Since ${from}.`;
  return [since, ...(lines.length > 0 ? lines.slice(-mostChanges) : ['Nothing changed.'])].join('\n');
}

const mostChanges = 200;

/** Only what there is. */
function rowText(row: object): string {
  return Object.entries(row)
    .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(' ');
}
