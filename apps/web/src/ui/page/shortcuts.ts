import { inject, onScopeDispose, shallowRef, type InjectionKey, type ShallowRef } from 'vue';

/** A keyboard shortcut of the current page. The command palette and the help sheet list it. */
export interface Shortcut {
  /**
   * Alternatives, such as `mod+shift+z`, `?` and `delete`. `mod` is ⌘ on a Mac and Ctrl elsewhere. None for an action of
   * the command palette only.
   */
  readonly keys: readonly string[];
  readonly label: string;
  readonly group: string;
  run(): void;
  /** Whether it applies now. Always, by default. */
  when?(): boolean;
  /** Also works while a text field has the focus. */
  readonly inFields?: boolean;
}

/** A key that a focused element, such as a terminal, handles itself. The help sheet lists it. */
export type OwnKey = Pick<Shortcut, 'keys' | 'label' | 'group'>;

export interface Shortcuts {
  /** All registered shortcuts, in order of registration. */
  readonly all: Readonly<ShallowRef<readonly Shortcut[]>>;
  /** Keys that elements handle themselves, for the help sheet only. */
  readonly own: Readonly<ShallowRef<readonly OwnKey[]>>;
  register(shortcut: Shortcut): () => void;
  list(...keys: readonly OwnKey[]): () => void;
  /** Runs the shortcut for the key, if any. The one registered last wins. */
  handle(event: KeyboardEvent): void;
}

/** An element with this attribute, such as a terminal, handles all keys itself. */
const ownKeys = '[data-own-keys]';
/** Where keys mean something else: text fields and overlays. */
const fields = [
  'input:not([type=checkbox], [type=radio], [type=button])',
  'textarea',
  'select',
  '[contenteditable=true]',
  '[role=dialog]',
  '[role=alertdialog]',
  '[role=menu]',
].join();

export function createShortcuts(): Shortcuts {
  const all = shallowRef<readonly Shortcut[]>([]);
  const own = shallowRef<readonly OwnKey[]>([]);
  return {
    all,
    own,
    register(shortcut) {
      all.value = [...all.value, shortcut];
      return () => {
        all.value = all.value.filter((one) => one !== shortcut);
      };
    },
    list(...keys) {
      own.value = [...own.value, ...keys];
      return () => {
        own.value = own.value.filter((one) => !keys.includes(one));
      };
    },
    handle(event) {
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(ownKeys)) return;
      const typing = target?.closest(fields) != null;
      const found = all.value.findLast(
        (one) =>
          (one.inFields || !typing) &&
          one.keys.some((key) => matchesKey(key, event)) &&
          (one.when?.() ?? true),
      );
      if (!found) return;
      event.preventDefault();
      found.run();
    },
  };
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** A plus sign at the end is the key itself. */
const splitKey = (description: string): string[] => description.toLowerCase().split(/\+(?!$)/);

/** Whether an event matches a key description such as `mod+shift+z`. */
export function matchesKey(description: string, event: Pressed): boolean {
  const parts = splitKey(description);
  const key = parts.pop() ?? '';
  const wants = (name: string): boolean => parts.includes(name);
  // A symbol such as `?` needs Shift on some keyboards only.
  const shiftMatters = key.length > 1 || /[a-z]/.test(key) || wants('shift');
  return (
    event.key.toLowerCase() === key &&
    (event.ctrlKey || event.metaKey) === wants('mod') &&
    event.altKey === wants('alt') &&
    (!shiftMatters || event.shiftKey === wants('shift'))
  );
}

const signs: Readonly<Record<string, string>> = {
  shift: '⇧',
  alt: 'Alt',
  delete: 'Del',
  backspace: '⌫',
  escape: 'Esc',
  enter: '↵',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
};

/** The parts of a key description as this keyboard shows them: `['Ctrl', '⇧', 'Z']`. */
export function keyParts(description: string, mac = isMac()): string[] {
  return splitKey(description).map((part) => {
    if (part === 'mod') return mac ? '⌘' : 'Ctrl';
    return signs[part] ?? (part.length === 1 ? part.toUpperCase() : part[0]?.toUpperCase() + part.slice(1));
  });
}

function isMac(): boolean {
  return typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent);
}

export const shortcutsKey: InjectionKey<Shortcuts> = Symbol('shortcuts');

export function useShortcuts(): Shortcuts {
  const shortcuts = inject(shortcutsKey);
  if (!shortcuts) throw new Error('No shortcuts. Provide them under shortcutsKey.');
  return shortcuts;
}

/** Registers shortcuts for the lifetime of the component. */
export function registerShortcut(...some: readonly Shortcut[]): void {
  const shortcuts = useShortcuts();
  for (const one of some) onScopeDispose(shortcuts.register(one));
}

/** Lists keys that an element handles itself, for the lifetime of the component. */
export function listOwnKeys(...keys: readonly OwnKey[]): void {
  onScopeDispose(useShortcuts().list(...keys));
}
