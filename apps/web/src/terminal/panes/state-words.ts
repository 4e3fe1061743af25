import type { TerminalEnd, TerminalLoss, TerminalState } from '@pineapple/host-link/terminal';
import type { PaneMark } from '../dock/use-dock.ts';

/** What the strip over a terminal says; null when all is well. */
export interface StripWords {
  readonly tone: 'still' | 'gold' | 'brick';
  readonly text: string;
  /** Whether a button to start it again makes sense. */
  readonly again: boolean;
}

export function describeState(state: TerminalState): StripWords | null {
  switch (state.kind) {
    case 'open':
      return state.readOnly ? { tone: 'still', text: 'You look on: typing is off.', again: false } : null;
    case 'connecting':
      return { tone: 'still', text: 'Connecting…', again: false };
    case 'waiting':
      return { tone: 'gold', text: describeWait(state.phase, state.reason), again: false };
    case 'reconnecting':
      return { tone: 'gold', text: `${state.what} Connecting again; typing is off meanwhile.`, again: false };
    case 'ended':
      return describeEnd(state.end);
  }
}

function describeWait(phase: string, reason: string | null): string {
  // A container that is ready is waited for because of the way to it.
  if (phase === 'READY' && reason) return reason;
  return `Waiting for the container, which is ${phase.toLowerCase()}.${reason ? ` ${reason}` : ''}`;
}

function describeEnd(end: TerminalEnd): StripWords {
  if (end.cause === 'closed') {
    return { tone: 'brick', text: [end.what, end.advice].filter(Boolean).join(' '), again: true };
  }
  const how = end.code === null ? '' : ` with exit code ${end.code}`;
  const tone = end.code === 0 ? 'still' : 'brick';
  return { tone, text: `Ended${how}${end.reason ? `: ${end.reason}` : '.'}`, again: true };
}

/** What is missing from the screen, honestly. */
export function describeLoss(loss: TerminalLoss): string {
  return loss.kind === 'process'
    ? 'The terminal was begun anew: what ran in it, and what it had printed, is lost.'
    : `${loss.bytes.toLocaleString('en')} bytes of output came too fast or too long ago and are not shown.`;
}

export function markOf(state: TerminalState): PaneMark {
  if (state.kind === 'ended') return 'ended';
  return state.kind === 'open' ? 'calm' : 'busy';
}
