import type { ITheme } from '@xterm/xterm';

const names = [
  'background',
  'foreground',
  'cursor',
  'cursorAccent',
  'selectionBackground',
  'selectionInactiveBackground',
  'scrollbarSliderBackground',
  'scrollbarSliderHoverBackground',
  'scrollbarSliderActiveBackground',
  ...['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'].flatMap((name) => [
    name,
    `bright${name[0]?.toUpperCase()}${name.slice(1)}`,
  ]),
];

const variableOf = (name: string): string =>
  `--pn-term-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The colours for the current theme, from terminal.css. */
export function readTheme(): ITheme {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = style.getPropertyValue(variableOf(name)).trim();
      return value ? [[name, value]] : [];
    }),
  );
}

/** Calls back when the page switches between light and dark. Returns a function that stops this. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['class'] });
  return () => observer.disconnect();
}
