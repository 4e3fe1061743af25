import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { WebglAddon } from '@xterm/addon-webgl';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import '../terminal.css';
import { adoptingStyles, allowExactColours } from './adopted-styles.ts';
import { onThemeChange, readTheme } from './terminal-theme.ts';

const scrollbackLines = 10_000;

/** A terminal on the page: xterm.js with what goes with it. */
export interface Screen extends Disposable {
  readonly terminal: Terminal;
  readonly search: SearchAddon;
  /** How many columns and rows have room now; null while it is not shown. */
  room(): { cols: number; rows: number } | null;
}

export function openScreen(host: HTMLElement, { fontSize }: { readonly fontSize: number }): Screen {
  const terminal = new Terminal({
    // Counting matches needs decorations, which xterm calls proposed.
    allowProposedApi: true,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    fontFamily: getComputedStyle(host).getPropertyValue('--font-mono') || 'monospace',
    fontSize,
    linkHandler: { activate: (_event, uri) => openLink(uri) },
    macOptionIsMeta: true,
    minimumContrastRatio: 4.5,
    scrollback: scrollbackLines,
    theme: readTheme(),
  });
  const fit = new FitAddon();
  const search = new SearchAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(search);
  terminal.loadAddon(new WebLinksAddon((_event, uri) => openLink(uri)));
  adoptingStyles(() => terminal.open(host));
  allowExactColours(terminal);
  renderOnGpu(terminal);
  const stopFollowing = onThemeChange(() => (terminal.options.theme = readTheme()));
  return {
    terminal,
    search,
    room() {
      const room = host.offsetParent === null ? undefined : fit.proposeDimensions();
      return room && room.cols > 1 && room.rows > 1 ? { cols: room.cols, rows: room.rows } : null;
    },
    [Symbol.dispose]() {
      stopFollowing();
      terminal.dispose();
    },
  };
}

/** Where the browser has WebGL, and for as long as it keeps it. */
function renderOnGpu(terminal: Terminal): void {
  try {
    const webgl = new WebglAddon();
    webgl.onContextLoss(() => {
      adoptingStyles(() => webgl.dispose());
      allowExactColours(terminal);
    });
    terminal.loadAddon(webgl);
  } catch {
    // xterm draws with elements then.
  }
}

/** What a container prints is not to be trusted: the page it opens gets no hold on this one. */
function openLink(uri: string): void {
  if (/^https?:\/\//i.test(uri)) window.open(uri, '_blank', 'noopener,noreferrer');
}
