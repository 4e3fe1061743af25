import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createShortcuts, keyParts, matchesKey, type Shortcuts } from './shortcuts.ts';

function press(key: string, on: Element = document.body, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  on.dispatchEvent(event);
  return event;
}

function add<T extends keyof HTMLElementTagNameMap>(tag: T): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  document.body.append(element);
  return element;
}

describe('shortcuts', () => {
  let shortcuts: Shortcuts;
  beforeEach(() => {
    document.body.replaceChildren();
    shortcuts = createShortcuts();
    const stop = new AbortController();
    window.addEventListener('keydown', shortcuts.handle, { signal: stop.signal });
    return () => stop.abort();
  });

  it('are left to the focused element when they are only listed', () => {
    const remove = shortcuts.list({ keys: ['ctrl+shift+f'], label: 'Search', group: 'In a terminal' });
    expect(shortcuts.own.value.map(({ label }) => label)).toEqual(['Search']);
    expect(press('f', document.body, { ctrlKey: true, shiftKey: true }).defaultPrevented).toBe(false);
    remove();
    expect(shortcuts.own.value).toEqual([]);
  });

  it('run the one registered last, until it is removed', () => {
    const first = vi.fn();
    const second = vi.fn();
    shortcuts.register({ keys: ['c'], label: 'First', group: 'Lab', run: first });
    const remove = shortcuts.register({ keys: ['c'], label: 'Second', group: 'Lab', run: second });
    expect(press('c').defaultPrevented).toBe(true);
    remove();
    press('c');
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
  });

  it('ignore keys that do not apply now', () => {
    const run = vi.fn();
    shortcuts.register({ keys: ['mod+z'], label: 'Undo', group: 'Lab', run, when: () => false });
    expect(press('z', document.body, { ctrlKey: true }).defaultPrevented).toBe(false);
    expect(run).not.toHaveBeenCalled();
  });

  it('ignore keys in fields, dialogs and terminals', () => {
    const run = vi.fn();
    const anywhere = vi.fn();
    shortcuts.register({ keys: ['c'], label: 'Connect', group: 'Lab', run });
    shortcuts.register({ keys: ['mod+k'], label: 'Palette', group: 'App', run: anywhere, inFields: true });
    press('c', add('input'));
    const dialog = add('div');
    dialog.setAttribute('role', 'dialog');
    press('c', dialog);
    press('k', add('textarea'), { ctrlKey: true });
    const terminal = add('div');
    terminal.dataset['ownKeys'] = '';
    press('k', terminal, { ctrlKey: true });
    expect(run).not.toHaveBeenCalled();
    expect(anywhere).toHaveBeenCalledOnce();
  });
});

describe('a key description', () => {
  const event = { key: 'Z', ctrlKey: true, metaKey: false, altKey: false, shiftKey: true };

  it('distinguishes the same key with and without Shift', () => {
    expect([matchesKey('mod+shift+z', event), matchesKey('mod+z', event)]).toEqual([true, false]);
  });

  it('that is a symbol needs no Shift', () => {
    expect(matchesKey('?', { ...event, key: '?', ctrlKey: false })).toBe(true);
  });

  it('may contain the plus key itself', () => {
    const plus = { ...event, key: '+', ctrlKey: false };
    expect([matchesKey('+', plus), matchesKey('mod++', { ...plus, ctrlKey: true })]).toEqual([true, true]);
    expect([keyParts('+', false), keyParts('mod++', false)]).toEqual([['+'], ['Ctrl', '+']]);
  });

  it('is shown as on the keyboard', () => {
    expect(keyParts('mod+shift+z', false)).toEqual(['Ctrl', '⇧', 'Z']);
    expect(keyParts('mod+k', true)).toEqual(['⌘', 'K']);
  });
});
