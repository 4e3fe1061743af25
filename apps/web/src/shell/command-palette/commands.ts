import type { RouteLocationRaw } from 'vue-router';
import { keyParts, type Shortcut } from '../../ui/page/shortcuts.ts';
import type { PaletteTargetsQuery } from '../../generated/graphql.ts';
import { containerRoute } from '../../ui/page/navigation.ts';

type Lab = PaletteTargetsQuery['labs']['nodes'][number];

/** An entry of the palette: a route to open or an action to run. */
export interface Command {
  readonly label: string;
  readonly suffix?: string;
  readonly icon: string;
  readonly kbds?: readonly string[];
  readonly to?: RouteLocationRaw;
  readonly run?: () => void;
}

export interface CommandGroup {
  readonly id: string;
  readonly label: string;
  readonly items: Command[];
}

const pages: Command[] = [
  { label: 'Labs', icon: 'i-lucide-network', to: { name: 'labs' } },
  { label: 'Import a lab', icon: 'i-lucide-upload', to: { name: 'import' } },
  { label: 'Images', suffix: 'built from your Dockerfiles', icon: 'i-lucide-box', to: { name: 'images' } },
  {
    label: 'Snapshots',
    suffix: 'labs with their contents',
    icon: 'i-lucide-camera',
    to: { name: 'snapshots' },
  },
  { label: 'Dashboard', icon: 'i-lucide-gauge', to: { name: 'dashboard' } },
  {
    label: 'API',
    suffix: 'examples, playground, tokens',
    icon: 'i-lucide-braces',
    to: { name: 'developers' },
  },
  { label: 'Account', suffix: 'password, sessions', icon: 'i-lucide-user-round', to: { name: 'account' } },
];

const operatorPages: Command[] = [
  { label: 'Hosts', suffix: 'capacity, cordon, drain', icon: 'i-lucide-server', to: { name: 'hosts' } },
];

/** The palette's entries by group, without empty groups. */
export function commandGroups(
  labs: readonly Lab[],
  shortcuts: readonly Shortcut[],
  settings: readonly Command[],
  isOperator = false,
): CommandGroup[] {
  const groups: CommandGroup[] = [
    { id: 'here', label: 'On this page', items: shortcuts.map(shortcutCommand) },
    { id: 'labs', label: 'Labs', items: labs.map(labCommand) },
    { id: 'pages', label: 'Pages', items: isOperator ? [...pages, ...operatorPages] : pages },
    { id: 'containers', label: 'Containers', items: labs.flatMap(containerCommands) },
    { id: 'settings', label: 'Settings', items: [...settings] },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

function shortcutCommand({ label, group, keys, run }: Shortcut): Command {
  const kbds = keys.slice(0, 1).flatMap((key) => keyParts(key));
  return { label, suffix: group, icon: 'i-lucide-zap', kbds, run: () => run() };
}

function labCommand({ id, name }: Lab): Command {
  return { label: name, icon: 'i-lucide-network', to: { name: 'lab', params: { labId: id } } };
}

function containerCommands(lab: Lab): Command[] {
  return lab.containers.map(({ id, name }) => ({
    label: name,
    suffix: `in ${lab.name}`,
    icon: 'i-lucide-box',
    to: containerRoute(lab.id, id),
  }));
}
