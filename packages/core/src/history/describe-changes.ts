import { annotationName } from '../annotations/annotation.ts';
import type { Lab } from '../lab.ts';
import { same } from './diff-labs.ts';
import type { NodeChange } from './lab-history.ts';

const mostNamed = 3;

/** What an edit did, in a few words for the Undo and Redo buttons. */
export function describeChanges(changes: readonly NodeChange[], before: Lab, after: Lab): string {
  const [first] = changes;
  if (first === undefined) return 'Change nothing';
  if (changes.length === 1) return describe(first, before, after);
  const links = changes.map((change) => linksIn(change));
  if (links.every((count) => count > 0))
    return `Change ${links.reduce((sum, count) => sum + count, 0)} links`;
  const names = changes.map((change) => nameIn(change, after) ?? nameIn(change, before) ?? '');
  const verb = commonVerb(changes);
  if (changes.length <= mostNamed) return `${verb} ${names.join(', ')}`;
  return `${verb} ${changes.length} nodes`;
}

function describe(change: NodeChange, before: Lab, after: Lab): string {
  const name = nameIn(change, after) ?? nameIn(change, before) ?? '';
  if (change.change !== 'altered') return `${verbOf(change)} ${name}`;
  if (change.kind === 'annotation') return `${verbOf(change)} ${name}`;
  if (change.after.name !== undefined) return `Rename ${change.before.name ?? ''} to ${name}`;
  if (change.kind === 'network') {
    const { internet, mtu } = change.after;
    if (internet !== undefined && mtu !== undefined) return `Change ${name}`;
    if (mtu !== undefined) return `Set the MTU of ${name} to ${mtu}`;
    if (internet === undefined) return `Move ${name}`;
    return `${internet ? 'Open' : 'Close'} ${name}`;
  }
  const { interfaces, gateway, settings } = change.after;
  if (settings !== undefined)
    return `Change the ${settingsIn(settings ?? change.before.settings)} of ${name}`;
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

/** The settings that have a name of their own if nothing else changed. */
function settingsIn(settings: object | null | undefined): string {
  const names = Object.keys(settings ?? {});
  const [first, ...others] = names;
  if (names.length > 0 && names.every((name) => name === 'files' || name === 'exec'))
    return names.includes('files') ? 'files' : 'start commands';
  const own = ['routes', 'ports'].find((name) => name === first);
  return own !== undefined && others.length === 0 ? own : 'settings';
}

/** How many links of a container changed; 0 if something else did, or none. */
function linksIn(change: NodeChange): number {
  if (change.change !== 'altered' || change.kind !== 'container') return 0;
  const { interfaces, ...rest } = change.after;
  const were = change.before.interfaces ?? [];
  const isOnlyLinks =
    interfaces?.length === were.length &&
    Object.keys(rest).length === 0 &&
    interfaces.every(({ quality: _, ...link }, index) => {
      const { quality: __, ...was } = were[index] ?? { quality: null };
      return same(link, was);
    });
  return isOnlyLinks ? interfaces.filter((link, index) => !same(link, were[index])).length : 0;
}

function verbOf(change: NodeChange): string {
  if (change.change === 'added') return 'Create';
  if (change.change === 'removed') return 'Delete';
  const { position, ...rest } = change.after;
  // Auto-layout gives frames a new size too.
  const isMove = Object.keys(rest).every((field) => field === 'width' || field === 'height');
  return position !== undefined && isMove ? 'Move' : 'Change';
}

function commonVerb(changes: readonly NodeChange[]): string {
  const verbs = new Set(changes.map(verbOf));
  return verbs.size === 1 ? ([...verbs][0] ?? 'Change') : 'Change';
}

function nameIn(change: NodeChange, lab: Lab): string | undefined {
  if (change.kind === 'annotation') {
    const id = change.change === 'altered' ? change.id : change.node.id;
    const found = lab.annotations.find((annotation) => annotation.id === id);
    return found && annotationName(found);
  }
  if (change.change !== 'altered') return change.node.name;
  const nodes = change.kind === 'network' ? lab.networks : lab.containers;
  return nodes.find(({ id }) => id === change.id)?.name;
}
