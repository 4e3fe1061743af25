import { TerminalConnection, type TerminalLoss, type TerminalState } from '@pineapple/host-link/terminal';
import { useEventListener, useResizeObserver } from '@vueuse/core';
import { onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { useApi } from '../../client/api-client.ts';
import type { DockTab } from '../dock/dock-layout.ts';
import { needsQuestion } from '../screen/paste.ts';
import { openScreen, type Screen } from '../screen/screen.ts';

/** Written, so that the screen is cleared in step with the bytes before and after. */
const fullReset = '\u001bc';

export interface LiveTerminal {
  readonly state: ShallowRef<TerminalState>;
  readonly loss: ShallowRef<TerminalLoss | null>;
  /** The size in force when it is another viewer's. */
  readonly shared: ShallowRef<{ cols: number; rows: number; viewers: number } | null>;
  readonly title: Ref<string>;
  /** A paste of several lines that waits for an answer. */
  readonly question: Ref<string | null>;
  readonly screen: ShallowRef<Screen | null>;
  focus(): void;
  /** Starts it again after an end. */
  restart(): void;
  answer(paste: boolean): void;
}

/** A live terminal in `host` for as long as the component is there. */
export function useTerminal(
  host: Readonly<Ref<HTMLElement | null>>,
  tab: DockTab,
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
  let room = { cols: 80, rows: 24 };

  function measure(): void {
    const now = screen.value?.room();
    if (!now || !screen.value) return;
    room = now;
    if (!connection) return connect(screen.value);
    connection.resize(room.cols, room.rows);
    const { cols, rows } = screen.value.terminal;
    // To grow needs the others' consent, which comes as the size in force.
    screen.value.terminal.resize(Math.min(cols, room.cols), Math.min(rows, room.rows));
  }

  function connect({ terminal }: Screen): void {
    terminal.resize(room.cols, room.rows);
    connection = new TerminalConnection({
      origin: window.location.origin,
      containerId: tab.containerId,
      terminal: tab.terminal,
      ...room,
      consumer: {
        output: (bytes, done) => terminal.write(bytes, done),
        clear: () => terminal.write(fullReset),
        loss: (news) => (loss.value = news),
        size: ({ cols, rows, viewers }) => {
          terminal.resize(cols, rows);
          const smaller = cols < room.cols || rows < room.rows;
          shared.value = viewers !== null && smaller ? { cols, rows, viewers } : null;
        },
        state(next) {
          state.value = next;
          terminal.options.disableStdin = next.kind !== 'open' || next.readOnly;
        },
      },
    });
    terminal.onData((data) => void connection?.write(data));
    terminal.onBinary((data) => void connection?.write(Uint8Array.from(data, (one) => one.charCodeAt(0))));
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
    if (screen.value) screen.value.terminal.options.fontSize = size;
    measure();
  });
  useEventListener(
    host,
    'paste',
    (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!screen.value || !needsQuestion(text, screen.value.terminal.modes.bracketedPasteMode)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      question.value = text;
    },
    { capture: true },
  );

  // A connection that died without a word is found where the page finds its own.
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
    answer(paste) {
      if (paste && question.value !== null) screen.value?.terminal.paste(question.value);
      question.value = null;
      screen.value?.terminal.focus();
    },
  };
}
