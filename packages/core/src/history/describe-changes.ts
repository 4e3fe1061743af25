import type { Lab } from '../lab.ts';
import { same } from './diff-labs.ts';
import type { NodeChange } from './lab-history.ts';

const mostNamed = 3;

/** What an edit did, in a few words for the Undo and Redo buttons. */
export function describeChanges(changes: readonly NodeChange[], before: Lab, after: Lab): string {
  const [first] = changes;
  if (first === undefined) return 'Change nothing';
  if (changes.length === 1) return describe(first, before, after);
  const names = changes.map((change) => nameIn(change, after) ?? nameIn(change, before) ?? '');
  const verb = commonVerb(changes);
  if (changes.length <= mostNamed) return `${verb} ${names.join(', ')}`;
  return `${verb} ${changes.length} nodes`;
}

function describe(change: NodeChange, before: Lab, after: Lab): string {
  if (change.change !== 'altered') return `${verbOf(change)} ${change.node.name}`;
  const name = nameIn(change, after) ?? '';
  if (change.after.name !== undefined) return `Rename ${change.before.name ?? ''} to ${name}`;
  if (change.kind === 'network') {
    const { internet, mtu } = change.after;
    if (internet !== undefined && mtu !== undefined) return `Change ${name}`;
    if (mtu !== undefined) return `Set the MTU of ${name} to ${mtu}`;
    if (internet === undefined) return `Move ${name}`;
    return `${internet ? 'Open' : 'Close'} ${name}`;
  }
  const { interfaces, gateway, settings } = change.after;
  if (settings !== undefined) return `Change the settings of ${name}`;
  if (gateway !== undefined) return `Change the gateway of ${name}`;
  if (interfaces === undefined) return `Move ${name}`;
  const [were, are] = [change.before.interfaces ?? [], interfaces];
  const gained = are.find(({ networkId }) => were.every((link) => link.networkId !== networkId));
  const lost = were.find(({ networkId }) => are.every((link) => link.networkId !== networkId));
  const networkName = (id: string): string =>
    [...after.networks, ...before.networks].find((network) => network.id === id)?.name ?? id;
  if (gained !== undefined) return `Connect ${name} to ${networkName(gained.networkId)}`;
  if (lost !== undefined) return `Disconnect ${name} from ${networkName(lost.networkId)}`;
  const [altered, another] = are.filter((link, index) => !same(link, were[index]));
  if (altered !== undefined && another === undefined)
    return `Change the link of ${name} to ${networkName(altered.networkId)}`;
  return `Change ${name}`;
}

function verbOf(change: NodeChange): string {
  if (change.change === 'added') return 'Create';
  if (change.change === 'removed') return 'Delete';
  return Object.keys(change.after).every((field) => field === 'position') ? 'Move' : 'Change';
}

function commonVerb(changes: readonly NodeChange[]): string {
  const verbs = new Set(changes.map(verbOf));
  return verbs.size === 1 ? ([...verbs][0] ?? 'Change') : 'Change';
}

function nameIn(change: NodeChange, lab: Lab): string | undefined {
  if (change.change !== 'altered') return change.node.name;
  const nodes = change.kind === 'network' ? lab.networks : lab.containers;
  return nodes.find(({ id }) => id === change.id)?.name;
}
