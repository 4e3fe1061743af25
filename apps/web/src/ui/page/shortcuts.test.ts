// @vitest-environment happy-dom
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

  it('are left to what has the focus where they are only listed', () => {
    const takeBack = shortcuts.list({ keys: ['ctrl+shift+f'], label: 'Search', group: 'In a terminal' });
    expect(shortcuts.own.value.map(({ label }) => label)).toEqual(['Search']);
    expect(press('f', document.body, { ctrlKey: true, shiftKey: true }).defaultPrevented).toBe(false);
    takeBack();
    expect(shortcuts.own.value).toEqual([]);
  });

  it('run what was registered last, until it is taken back', () => {
    const first = vi.fn();
    const second = vi.fn();
    shortcuts.register({ keys: ['c'], label: 'First', group: 'Lab', run: first });
    const takeBack = shortcuts.register({ keys: ['c'], label: 'Second', group: 'Lab', run: second });
    expect(press('c').defaultPrevented).toBe(true);
    takeBack();
    press('c');
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
  });

  it('leave keys alone that mean nothing now', () => {
    const run = vi.fn();
    shortcuts.register({ keys: ['mod+z'], label: 'Undo', group: 'Lab', run, when: () => false });
    expect(press('z', document.body, { ctrlKey: true }).defaultPrevented).toBe(false);
    expect(run).not.toHaveBeenCalled();
  });

  it('keep out of fields, dialogs and terminals', () => {
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

describe('a key', () => {
  const event = { key: 'Z', ctrlKey: true, metaKey: false, altKey: false, shiftKey: true };

  it('is told from the same key with Shift', () => {
    expect([matchesKey('mod+shift+z', event), matchesKey('mod+z', event)]).toEqual([true, false]);
  });

  it('that is a sign needs no Shift in its description', () => {
    expect(matchesKey('?', { ...event, key: '?', ctrlKey: false })).toBe(true);
  });

  it('may be the very sign that stands between keys', () => {
    const plus = { ...event, key: '+', ctrlKey: false };
    expect([matchesKey('+', plus), matchesKey('mod++', { ...plus, ctrlKey: true })]).toEqual([true, true]);
    expect([keyParts('+', false), keyParts('mod++', false)]).toEqual([['+'], ['Ctrl', '+']]);
  });

  it('reads as it does on the keyboard', () => {
    expect(keyParts('mod+shift+z', false)).toEqual(['Ctrl', '⇧', 'Z']);
    expect(keyParts('mod+k', true)).toEqual(['⌘', 'K']);
  });
});
