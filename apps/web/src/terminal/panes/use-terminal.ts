import { TerminalConnection, type TerminalLoss, type TerminalState } from '@pineapple/host-link/terminal';
import { useEventListener, useResizeObserver } from '@vueuse/core';
import { onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { useApi } from '../../client/api-client.ts';
import type { DockTab } from '../dock/dock-layout.ts';
import { needsConfirmation } from '../screen/paste.ts';
import { openScreen, type Screen } from '../screen/screen.ts';

/** Written as output, so that the screen is cleared in order with the bytes before and after. */
const fullReset = '\u001bc';

interface LiveTerminal {
  readonly state: ShallowRef<TerminalState>;
  readonly loss: ShallowRef<TerminalLoss | null>;
  /** The current size if a smaller viewer limits it. */
  readonly shared: ShallowRef<{ cols: number; rows: number; viewers: number } | null>;
  readonly title: Ref<string>;
  /** A paste of several lines that waits for confirmation. */
  readonly question: Ref<string | null>;
  readonly screen: ShallowRef<Screen | null>;
  focus(): void;
  /** Reconnects after the terminal has ended. */
  restart(): void;
  /** Pastes text, after a question if each of its lines would run. */
  paste(text: string): void;
  answer(paste: boolean): void;
}

/** A live terminal in `host` for the lifetime of the component. */
export function useTerminal(
  host: Readonly<Ref<HTMLElement | null>>,
  tab: Readonly<Ref<DockTab>>,
  options: { readonly fontSize: Ref<number>; onKey(event: KeyboardEvent): boolean },
): LiveTerminal {
  const api = useApi();
  const state = shallowRef<TerminalState>({ kind: 'connecting' });
  const loss = shallowRef<TerminalLoss | null>(null);
  const shared = shallowRef<{ cols: number; rows: number; viewers: number } | null>(null);
  const title = ref('');
  const question = ref<string | null>(null);
  const screen = shallowRef<Screen | null>(null);
  let connection: TerminalConnection | null = null;
  let available = { cols: 80, rows: 24 };

  function measure(): void {
    const now = screen.value?.available();
    if (!now || !screen.value) return;
    available = now;
    if (!connection) return connect(screen.value);
    connection.resize(available.cols, available.rows);
    const { cols, rows } = screen.value.terminal;
    // Growing depends on the other viewers. The server sends the resulting size.
    screen.value.terminal.resize(Math.min(cols, available.cols), Math.min(rows, available.rows));
  }

  function connect({ terminal }: Screen): void {
    terminal.resize(available.cols, available.rows);
    connection = new TerminalConnection({
      origin: window.location.origin,
      containerId: tab.value.containerId,
      terminal: tab.value.terminal,
      rejoins: true,
      ...available,
      consumer: {
        output: (bytes, done) => terminal.write(bytes, done),
        clear: () => terminal.write(fullReset),
        loss: (found) => (loss.value = found),
        size: ({ cols, rows, viewers }) => {
          terminal.resize(cols, rows);
          const smaller = cols < available.cols || rows < available.rows;
          shared.value = viewers !== null && smaller ? { cols, rows, viewers } : null;
        },
        state(next) {
          state.value = next;
          follow(terminal);
        },
      },
    });
    follow(terminal);
    terminal.onData((data) => void connection?.write(data));
    terminal.onBinary((data) => void connection?.write(Uint8Array.from(data, (one) => one.charCodeAt(0))));
  }

  /** Lets the emulator take keys while they have an effect. The first state comes before the connection is known. */
  const follow = (terminal: Screen['terminal']): void => {
    if (connection) terminal.options.disableStdin = !connection.acceptsInput;
  };

  function asks(text: string): boolean {
    const bracketed = screen.value?.terminal.modes.bracketedPasteMode ?? false;
    return tab.value.asksBeforePaste && needsConfirmation(text, bracketed);
  }

  onMounted(() => {
    if (!host.value) return;
    const opened = openScreen(host.value, { fontSize: options.fontSize.value });
    screen.value = opened;
    opened.terminal.onTitleChange((next) => (title.value = next.slice(0, 120)));
    opened.terminal.attachCustomKeyEventHandler(options.onKey);
    measure();
  });
  useResizeObserver(host, measure);
  watch(options.fontSize, (size) => {
    screen.value?.setFontSize(size);
    measure();
  });
  useEventListener(
    host,
    'paste',
    (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!screen.value || !asks(text)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      question.value = text;
    },
    { capture: true },
  );

  // The page's own connection reveals when this one died silently.
  const renew = (): void => {
    if (connection && connection.state.kind !== 'ended') connection.reconnect();
  };
  const stopListening = api.connection.onRegained(renew);
  useEventListener(window, 'online', renew);
  onBeforeUnmount(() => {
    stopListening();
    connection?.dispose();
    screen.value?.[Symbol.dispose]();
  });

  return {
    state,
    loss,
    shared,
    title,
    question,
    screen,
    focus: () => screen.value?.terminal.focus(),
    restart() {
      loss.value = null;
      connection?.reconnect();
      screen.value?.terminal.focus();
    },
    paste(text) {
      if (asks(text)) {
        question.value = text;
        return;
      }
      screen.value?.terminal.paste(text);
      screen.value?.terminal.focus();
    },
    answer(paste) {
      if (paste && question.value !== null) screen.value?.terminal.paste(question.value);
      question.value = null;
      screen.value?.terminal.focus();
    },
  };
}
