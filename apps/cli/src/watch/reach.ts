import type { CliConfig } from '@pineapple/config';
import { alignColumns } from '../align-columns.ts';
import { request } from '../site/api.ts';
import { CliError } from '../cli-error.ts';
import { findContainer, findLab, type ListedLab, listLabs } from '../labs.ts';
import type { ReachCommand } from './reach-command.ts';
import { subscribe, subscriptionError } from '../site/subscribe.ts';

interface Cell {
  readonly from: { readonly name: string };
  readonly to: { readonly name: string };
  readonly address: string | null;
  readonly sent: number;
  readonly received: number;
  readonly rttMs: number | null;
  readonly status: string;
}

interface Update {
  readonly checkReachability: {
    readonly cells: readonly Cell[];
    readonly problems: readonly string[];
  };
}

interface Hop {
  readonly container: { readonly name: string };
  readonly inInterface: string | null;
  readonly outInterface: string | null;
  readonly network: { readonly name: string } | null;
}

interface Told {
  readonly explainReachability: {
    readonly message?: string;
    readonly verdict: string;
    readonly sentence: string;
    readonly evidence: readonly string[];
    readonly hops: readonly Hop[];
    readonly back: readonly Hop[];
  };
}

interface Printed {
  readonly text: string;
  /** 0: all that was tried answers. 1: something does not. */
  readonly status: number;
}

const checkSubscription = `subscription Reach($labId: ID!, $ipVersion: Int, $tcpPort: Int) {
  checkReachability(labId: $labId, ipVersion: $ipVersion, tcpPort: $tcpPort) {
    cells { from { name } to { name } address sent received rttMs status } problems
  }
}`;

const hop = 'container { name } inInterface outInterface network { name }';
const explainQuery = `query Explain($from: ID!, $to: ID!, $ipVersion: Int, $tcpPort: Int) {
  explainReachability(from: $from, to: $to, ipVersion: $ipVersion, tcpPort: $tcpPort) {
    ... on ReachabilityExplanation { address verdict sentence evidence hops { ${hop} } back { ${hop} } }
    ... on UserError { message }
  }
}`;

const fine: readonly string[] = ['OK', 'NO_ADDRESS', 'NOT_RUNNING'];

/** Checks who reaches whom in a lab, or explains one pair. @throws CliError */
export async function reach(config: CliConfig, command: ReachCommand): Promise<Printed> {
  const labs = await listLabs(config);
  const { ipVersion, tcpPort } = command;
  if (command.pair !== null) {
    const { from, to } = command.pair;
    const ids = { from: findContainer(labs, from).id, to: findContainer(labs, to).id };
    return explain(config, { ...ids, ipVersion, tcpPort }, command.json);
  }
  return check(config, findLab(labs, command.lab ?? ''), command);
}

async function check(config: CliConfig, lab: ListedLab, command: ReachCommand): Promise<Printed> {
  const { ipVersion, tcpPort, json } = command;
  const cells: Cell[] = [];
  const problems: string[] = [];
  await using subscription = subscribe<Update>(config, checkSubscription, {
    labId: lab.id,
    ipVersion,
    tcpPort,
  });
  try {
    for await (const { data, errors } of subscription.events) {
      if (errors?.[0]) throw new CliError(errors[0].message);
      cells.push(...(data?.checkReachability.cells ?? []));
      problems.push(...(data?.checkReachability.problems ?? []));
    }
  } catch (error) {
    throw subscriptionError(error, config);
  }
  if (problems.length > 0) throw new CliError(problems.join(' '));
  const status = cells.every((cell) => fine.includes(cell.status)) ? 0 : 1;
  return { text: json ? `${JSON.stringify(cells, null, 2)}\n` : cellsText(cells), status };
}

/** One line a cell, by names. */
export function cellsText(cells: readonly Cell[]): string {
  if (cells.length === 0) return 'There is nothing to check: the lab has fewer than two containers.\n';
  const rows = cells
    .map(({ from, to, address, rttMs, sent, received, status }) => [
      from.name,
      to.name,
      address ?? '-',
      status,
      rttMs === null ? '-' : `${rttMs} ms`,
      sent === 0 ? '-' : `${received}/${sent}`,
    ])
    .sort((a, b) => a.join(' ').localeCompare(b.join(' '), 'en', { numeric: true }));
  return alignColumns(['FROM', 'TO', 'ADDRESS', 'STATUS', 'RTT', 'ANSWERED'], rows);
}

async function explain(
  config: CliConfig,
  variables: Record<string, unknown>,
  json: boolean,
): Promise<Printed> {
  const { explainReachability: told } = await request<Told>(config, explainQuery, variables);
  if (told.message !== undefined) throw new CliError(told.message);
  const status = told.verdict === 'REACHABLE' ? 0 : 1;
  if (json) return { text: `${JSON.stringify(told, null, 2)}\n`, status };
  const lines = [
    `${told.verdict}: ${told.sentence}`,
    ...(told.hops.length > 0 ? [`there: ${wayText(told.hops)}`] : []),
    ...(told.back.length > 0 ? [`back:  ${wayText(told.back)}`] : []),
    ...told.evidence.map((line) => `- ${line}`),
  ];
  return { text: `${lines.join('\n')}\n`, status };
}

/** Such as `a eth0 → left → eth0 r`. */
function wayText(hops: readonly Hop[]): string {
  return hops
    .map(({ container, inInterface, outInterface, network }) =>
      [inInterface, container.name, outInterface, network && `→ ${network.name} →`]
        .filter((word) => word !== null)
        .join(' '),
    )
    .join(' ');
}
