import { inject, shallowRef, type InjectionKey, type ShallowRef } from 'vue';
import type { Fault } from '../../client/api-client.ts';

/** A notification that needs no answer. */
export interface Message {
  readonly tone: 'problem' | 'done';
  readonly text: string;
  /** Identifies the request in the server's log. */
  readonly requestId?: string | null;
}

interface Toast extends Message {
  readonly key: number;
  /** How often it has been shown while visible. */
  readonly times: number;
}

export interface Toasts {
  /** Oldest first. */
  readonly all: Readonly<ShallowRef<readonly Toast[]>>;
  show(message: Message): void;
  dismiss(key: number): void;
  /** Keeps toasts while the user reads them. `resume` restarts the timer of each. */
  pause(): void;
  resume(): void;
}

const most = 3;
const shownMs = { problem: 12_000, done: 5_000 } as const;

/** The latest three messages. Each disappears after a while, and a repeated text is counted in one toast. */
export function createToasts(): Toasts {
  const all = shallowRef<readonly Toast[]>([]);
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  let nextKey = 1;
  let paused = false;

  function dismiss(key: number): void {
    clearTimeout(timers.get(key));
    timers.delete(key);
    all.value = all.value.filter((toast) => toast.key !== key);
  }

  function startTimer({ key, tone }: Toast): void {
    clearTimeout(timers.get(key));
    if (paused) return;
    timers.set(
      key,
      setTimeout(() => dismiss(key), shownMs[tone]),
    );
  }

  return {
    all,
    dismiss,
    show(message) {
      const same = all.value.find(({ tone, text }) => tone === message.tone && text === message.text);
      const toast = { ...message, key: same?.key ?? nextKey++, times: (same?.times ?? 0) + 1 };
      all.value = same ? all.value.map((one) => (one === same ? toast : one)) : [...all.value, toast];
      startTimer(toast);
      for (const { key } of all.value.slice(0, -most)) dismiss(key);
    },
    pause() {
      paused = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
    resume() {
      paused = false;
      all.value.forEach(startTimer);
    },
  };
}

/** The message for a fault. The text of an internal error is not meant for users. */
export function faultMessage({ code, message, requestId }: Fault): Message {
  const text = code === 'INTERNAL' ? 'Something went wrong on the server' : message;
  return { tone: 'problem', text, requestId };
}

export const toastsKey: InjectionKey<Toasts> = Symbol('toasts');

export function useToasts(): Toasts {
  const toasts = inject(toastsKey);
  if (!toasts) throw new Error('No toasts. Provide them under toastsKey.');
  return toasts;
}
