import type { TerminalEnd, TerminalLoss, TerminalState } from '@pineapple/host-link/terminal';
import type { PaneMark } from '../dock/use-dock.ts';

/** The text of the strip over a terminal. */
export interface StripWords {
  readonly tone: 'still' | 'gold' | 'brick';
  readonly text: string;
  /** Whether to offer a button that reconnects. */
  readonly canReconnect: boolean;
}

/** Null when the terminal is open and writable. */
export function describeState(state: TerminalState): StripWords | null {
  switch (state.kind) {
    case 'open':
      return state.readOnly ? { tone: 'still', text: 'Read-only', canReconnect: false } : null;
    case 'connecting':
      return { tone: 'still', text: 'Connecting…', canReconnect: false };
    case 'waiting':
      return { tone: 'gold', text: describeWait(state.phase, state.reason), canReconnect: false };
    case 'reconnecting':
      return { tone: 'gold', text: `${state.what} Reconnecting. Input is disabled.`, canReconnect: false };
    case 'ended':
      return describeEnd(state.end);
  }
}

function describeWait(phase: string, reason: string | null): string {
  // With a ready container, the reason is about the connection to it.
  if (phase === 'READY' && reason) return reason;
  return `Waiting for the container, which is ${phase.toLowerCase()}.${reason ? ` ${reason}` : ''}`;
}

function describeEnd(end: TerminalEnd): StripWords {
  if (end.cause === 'closed') {
    return { tone: 'brick', text: [end.what, end.advice].filter(Boolean).join(' '), canReconnect: true };
  }
  const how = end.code === null ? '' : ` with exit code ${end.code}`;
  const tone = end.code === 0 ? 'still' : 'brick';
  return { tone, text: `Ended${how}${end.reason ? `: ${end.reason}` : '.'}`, canReconnect: true };
}

/** What is missing from the screen. */
export function describeLoss(loss: TerminalLoss): string {
  return loss.kind === 'process'
    ? 'The terminal was restarted. Its processes and output are lost.'
    : `${loss.bytes.toLocaleString('en')} bytes of output arrived too fast or too long ago and are not shown.`;
}

export function markOf(state: TerminalState): PaneMark {
  if (state.kind === 'ended') return 'ended';
  return state.kind === 'open' ? 'calm' : 'busy';
}
