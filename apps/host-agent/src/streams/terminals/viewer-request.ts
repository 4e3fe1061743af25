import type { IncomingHttpHeaders } from 'node:http2';
import { terminalNamePattern, terminalSize, viewerHeaders } from '@pineapple/host-link/protocol';
import { StreamRefusal } from '../stream-refusal.ts';
import type { WindowSize } from './window-size.ts';

/** The headers of a viewer's request. */
interface ViewerRequest {
  readonly mode: 'write' | 'view';
  readonly size: WindowSize;
  readonly resume: { readonly incarnation: string; readonly offset: number } | null;
  readonly tty: boolean;
}

const defaultSize: WindowSize = { cols: 80, rows: 24 };
const resumePattern = /^([A-Za-z0-9_-]{1,64}):(\d{1,15})$/;

/** @throws StreamRefusal when a header is invalid */
export function parseViewerRequest(headers: IncomingHttpHeaders): ViewerRequest {
  const mode = headers[viewerHeaders.mode] ?? 'write';
  if (mode !== 'write' && mode !== 'view') {
    throw new StreamRefusal('BAD_REQUEST', `${viewerHeaders.mode} must be write or view`);
  }
  const size = terminalSize.safeParse({
    cols: Number(headers[viewerHeaders.cols] ?? defaultSize.cols),
    rows: Number(headers[viewerHeaders.rows] ?? defaultSize.rows),
  });
  if (!size.success) {
    throw new StreamRefusal('BAD_REQUEST', 'A terminal has 2 to 1000 columns and 2 to 500 rows');
  }
  const tty = headers[viewerHeaders.tty] ?? 'yes';
  if (tty !== 'yes' && tty !== 'no') {
    throw new StreamRefusal('BAD_REQUEST', `${viewerHeaders.tty} must be yes or no`);
  }
  return { mode, size: size.data, resume: parseResume(headers[viewerHeaders.resume]), tty: tty === 'yes' };
}

function parseResume(text: string | string[] | undefined): ViewerRequest['resume'] {
  if (text === undefined) return null;
  const [, incarnation = '', offset = ''] = resumePattern.exec(String(text)) ?? [];
  if (incarnation === '') {
    throw new StreamRefusal('BAD_REQUEST', `${viewerHeaders.resume} must be <incarnation>:<offset>`);
  }
  return { incarnation, offset: Number(offset) };
}

/** @throws StreamRefusal */
export function parseTerminalName(text: string): string {
  if (terminalNamePattern.test(text)) return text;
  throw new StreamRefusal('BAD_REQUEST', 'A terminal name has 1 to 32 lower-case letters, digits and dashes');
}
