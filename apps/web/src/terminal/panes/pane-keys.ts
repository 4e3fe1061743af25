import type { OwnKey } from '../../ui/page/shortcuts.ts';

/** What a key does in a pane rather than in the shell. */
export type PaneAction =
  'copy' | 'paste' | 'search' | 'larger' | 'smaller' | 'usual' | 'leave' | 'next' | 'previous';

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const withShift: Readonly<Record<string, PaneAction>> = {
  KeyC: 'copy',
  KeyV: 'paste',
  KeyF: 'search',
  ArrowUp: 'leave',
  ArrowLeft: 'previous',
  ArrowRight: 'next',
};

/**
 * The pane's own keys. All are Ctrl-Shift and something, which no program in a terminal is told apart, or change the
 * size of the letters as in every browser; everything else is the shell's.
 */
export function paneAction(event: Pressed): PaneAction | null {
  if (!event.ctrlKey || event.altKey || event.metaKey) return null;
  if (event.key === '+' || event.key === '=') return 'larger';
  if (event.shiftKey) return withShift[event.code] ?? null;
  if (event.key === '-') return 'smaller';
  return event.key === '0' ? 'usual' : null;
}

/** For the person who can't see where the keyboard is. */
export const paneKeyHelp =
  'Ctrl Shift Up leaves for the tabs, Ctrl Shift Left and Right go to other tabs, Ctrl Shift F searches.';

const inTerminal = (key: string, label: string): OwnKey => ({ group: 'In a terminal', keys: [key], label });
const onTab = (key: string, label: string): OwnKey => ({ group: 'On a tab of the dock', keys: [key], label });

/** What the help sheet lists of the dock. */
export const dockKeys: readonly OwnKey[] = [
  inTerminal('ctrl+shift+c', 'Copy'),
  inTerminal('ctrl+shift+v', 'Paste'),
  inTerminal('ctrl+shift+f', 'Search'),
  inTerminal('ctrl+shift+arrowup', 'Leave for the tabs'),
  inTerminal('ctrl+shift+arrowright', 'Next tab'),
  inTerminal('ctrl+shift+arrowleft', 'Previous tab'),
  inTerminal('ctrl+=', 'Larger letters'),
  inTerminal('ctrl+-', 'Smaller letters'),
  inTerminal('ctrl+0', 'Letters as usual'),
  onTab('enter', 'Go into it'),
  onTab('shift+arrowright', 'Move it to the right'),
  onTab('shift+arrowleft', 'Move it to the left'),
  onTab('f2', 'Rename it'),
  onTab('delete', 'Close it'),
];
