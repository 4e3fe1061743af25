import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { WebglAddon } from '@xterm/addon-webgl';
import { countAsShells } from '@pineapple/host-link/widths';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import '../terminal.css';
import { adoptingStyles, allowTrueColour } from './adopted-styles.ts';
import { keepBottom } from './keep-bottom.ts';
import { onThemeChange, readTheme } from './terminal-theme.ts';

const scrollbackLines = 10_000;

/** xterm.js with its add-ons, styled for the page. */
export interface Screen extends Disposable {
  readonly terminal: Terminal;
  readonly search: SearchAddon;
  /** The columns and rows that fit now. Null while it is hidden. */
  available(): { cols: number; rows: number } | null;
  setFontSize(size: number): void;
}

export function openScreen(host: HTMLElement, { fontSize }: { readonly fontSize: number }): Screen {
  const terminal = new Terminal({
    // Counting search matches and cells needs decorations and widths, which are proposed API.
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
  countAsShells(terminal);
  const fit = new FitAddon();
  const search = new SearchAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(search);
  terminal.loadAddon(new WebLinksAddon((_event, uri) => openLink(uri)));
  adoptingStyles(() => terminal.open(host));
  allowTrueColour(terminal);
  renderOnGpu(terminal);
  const bottom = keepBottom(terminal);
  const stopFollowing = onThemeChange(() => (terminal.options.theme = readTheme()));
  return {
    terminal,
    search,
    available() {
      const fitting = host.offsetParent === null ? undefined : fit.proposeDimensions();
      return fitting && fitting.cols > 1 && fitting.rows > 1
        ? { cols: fitting.cols, rows: fitting.rows }
        : null;
    },
    setFontSize(size) {
      bottom.keep();
      terminal.options.fontSize = size;
    },
    [Symbol.dispose]() {
      stopFollowing();
      bottom[Symbol.dispose]();
      terminal.dispose();
    },
  };
}

/** Uses WebGL while the browser provides it. */
function renderOnGpu(terminal: Terminal): void {
  try {
    const webgl = new WebglAddon();
    webgl.onContextLoss(() => {
      adoptingStyles(() => webgl.dispose());
      allowTrueColour(terminal);
    });
    terminal.loadAddon(webgl);
  } catch {
    // Without WebGL, xterm renders to the DOM.
  }
}

/** Container output is untrusted, so the opened page gets no reference to this one. */
function openLink(uri: string): void {
  if (/^https?:\/\//i.test(uri)) window.open(uri, '_blank', 'noopener,noreferrer');
}
