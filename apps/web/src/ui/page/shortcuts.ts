import { inject, onScopeDispose, shallowRef, type InjectionKey, type ShallowRef } from 'vue';

/** Something that a key does on this page. The palette and the help sheet list it too. */
export interface Shortcut {
  /** Any of these does it: `mod+shift+z`, `?`, `delete`. `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  readonly keys: readonly string[];
  readonly label: string;
  readonly group: string;
  run(): void;
  /** Whether it does anything now; left out, always. */
  when?(): boolean;
  /** Works while somebody types in a field too. */
  readonly inFields?: boolean;
}

/** A key that whatever has the focus then deals with itself, as a terminal does. The help sheet lists it. */
export type OwnKey = Pick<Shortcut, 'keys' | 'label' | 'group'>;

export interface Shortcuts {
  /** All that are registered, in the order in which they came. */
  readonly all: Readonly<ShallowRef<readonly Shortcut[]>>;
  /** Those of parts of the page, for the help sheet alone. */
  readonly own: Readonly<ShallowRef<readonly OwnKey[]>>;
  register(shortcut: Shortcut): () => void;
  list(...keys: readonly OwnKey[]): () => void;
  /** Runs what the key stands for, if anything. The one registered last goes first. */
  handle(event: KeyboardEvent): void;
}

/** Keys pressed inside an element with this attribute are its own, as in a terminal. */
const ownKeys = '[data-own-keys]';
/** Where keys mean something else: fields that take text, and what lies over the page. */
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

/** A plus at the end is the key itself. */
const splitKey = (description: string): string[] => description.toLowerCase().split(/\+(?!$)/);

/** Whether an event is the key of a description such as `mod+shift+z`. */
export function matchesKey(description: string, event: Pressed): boolean {
  const parts = splitKey(description);
  const key = parts.pop() ?? '';
  const wants = (name: string): boolean => parts.includes(name);
  // A sign such as `?` needs Shift on some keyboards and not on others.
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

/** The parts of a key as one reads them on this machine's keyboard: `['Ctrl', '⇧', 'Z']`. */
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
  if (!shortcuts) throw new Error('No shortcuts were provided: provide shortcutsKey first.');
  return shortcuts;
}

/** Registers shortcuts for as long as the component is there. */
export function registerShortcut(...some: readonly Shortcut[]): void {
  const shortcuts = useShortcuts();
  for (const one of some) onScopeDispose(shortcuts.register(one));
}

/** Lists keys that a part of the page deals with itself, for as long as the component is there. */
export function listOwnKeys(...keys: readonly OwnKey[]): void {
  onScopeDispose(useShortcuts().list(...keys));
}
