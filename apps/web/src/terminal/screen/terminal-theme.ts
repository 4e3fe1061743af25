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

/** The colours of the page's theme, as terminal.css has them. */
export function readTheme(): ITheme {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = style.getPropertyValue(variableOf(name)).trim();
      return value ? [[name, value]] : [];
    }),
  );
}

/** Calls back whenever the page changes between light and dark. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['class'] });
  return () => observer.disconnect();
}
