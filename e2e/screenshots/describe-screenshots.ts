import type { Scene } from './scenes.ts';

/** Each page is shown in both themes, on a desktop and on a phone. */
export const variants = [
  { suffix: '', width: 1440, height: 900, colorScheme: 'light' },
  { suffix: '-dark', width: 1440, height: 900, colorScheme: 'dark' },
  { suffix: '-phone', width: 390, height: 844, colorScheme: 'light' },
  { suffix: '-phone-dark', width: 390, height: 844, colorScheme: 'dark' },
] as const;

/** The content of docs/screenshots.md. */
export function describeScreenshots(scenes: readonly Pick<Scene, 'name' | 'caption'>[]): string {
  const parts = scenes.map(({ name, caption }) => {
    const images = variants.map(({ suffix, width, colorScheme }) => {
      const shown = width > 1000 ? 420 : 200;
      return `<img src="images/${name}${suffix}.webp" width="${shown}" alt="${caption}, ${width} px, ${colorScheme}">`;
    });
    return `## ${caption}\n\n${images.join('\n')}`;
  });
  const preamble =
    'Every page, light and dark, 1440 and 390 pixels wide. `node e2e/take-screenshots.ts` takes them from the\nreal product and writes this page.';
  return `${['# Screenshots', preamble, ...parts].join('\n\n')}\n`;
}
