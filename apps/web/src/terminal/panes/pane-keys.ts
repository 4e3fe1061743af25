import type { OwnKey } from '../../ui/page/shortcuts.ts';

/** An action of the pane that a key triggers instead of reaching the shell. */
export type PaneAction =
  'copy' | 'paste' | 'search' | 'larger' | 'smaller' | 'reset' | 'leave' | 'next' | 'previous';

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
 * The action for a key, or null if the key belongs to the shell. The pane uses only the browser's zoom keys and
 * combinations with Ctrl-Shift, which programs in a terminal can't distinguish from Ctrl.
 */
export function paneAction(event: Pressed): PaneAction | null {
  if (!event.ctrlKey || event.altKey || event.metaKey) return null;
  if (event.key === '+' || event.key === '=') return 'larger';
  if (event.shiftKey) return withShift[event.code] ?? null;
  if (event.key === '-') return 'smaller';
  return event.key === '0' ? 'reset' : null;
}

/**
 * Whether a key in a terminal leaves full screen. Escape does, except in a program that has the whole terminal, such as
 * vim or less, which needs it. Shift-Escape always does.
 */
export function leavesFullScreen(
  { key, shiftKey, ctrlKey, altKey, metaKey }: Pressed,
  buffer: 'normal' | 'alternate' | undefined,
): boolean {
  if (key !== 'Escape' || ctrlKey || altKey || metaKey) return false;
  return shiftKey || buffer !== 'alternate';
}

/** The description of the keys for screen readers. */
export const paneKeyHelp =
  'Ctrl Shift Up focuses the tabs. Ctrl Shift Left and Right switch tabs. Ctrl Shift F searches.';

const inTerminal = (key: string, label: string): OwnKey => ({ group: 'Terminal', keys: [key], label });
const onTab = (key: string, label: string): OwnKey => ({ group: 'Terminal tabs', keys: [key], label });

/** The keys of the dock, for the help sheet. */
export const dockKeys: readonly OwnKey[] = [
  inTerminal('ctrl+shift+c', 'Copy'),
  inTerminal('ctrl+shift+v', 'Paste'),
  inTerminal('ctrl+shift+f', 'Search'),
  inTerminal('ctrl+shift+arrowup', 'Focus tabs'),
  inTerminal('ctrl+shift+arrowright', 'Next tab'),
  inTerminal('ctrl+shift+arrowleft', 'Previous tab'),
  inTerminal('escape', 'Exit full screen'),
  inTerminal('shift+escape', 'Exit full screen in vim or less'),
  inTerminal('ctrl+=', 'Increase font size'),
  inTerminal('ctrl+-', 'Decrease font size'),
  inTerminal('ctrl+0', 'Reset font size'),
  onTab('enter', 'Focus pane'),
  onTab('shift+arrowright', 'Move tab right'),
  onTab('shift+arrowleft', 'Move tab left'),
  onTab('f2', 'Rename tab'),
  onTab('delete', 'Close tab'),
];
