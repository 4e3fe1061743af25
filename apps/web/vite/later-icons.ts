import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'vite';

interface IconSet {
  readonly icons: Readonly<Record<string, { readonly body: string }>>;
  readonly aliases?: Readonly<Record<string, { readonly parent: string }>>;
}

const moduleName = 'virtual:later-icons';
const iconName = /\bi-lucide-([a-z0-9-]+)/g;

/** The names of the icons in these files, without duplicates. */
function iconsIn(root: string, patterns: readonly string[]): Set<string> {
  const files = globSync([...patterns], { cwd: root });
  return new Set(
    files.flatMap((file) =>
      Array.from(readFileSync(join(root, file), 'utf8').matchAll(iconName), ([, name = '']) => name),
    ),
  );
}

/**
 * The icons that the first page does not have: each one's name and the content of its `<svg>`, by name.
 * @throws Error for an icon that does not exist
 */
export function laterIcons(root: string, first: readonly string[]): [name: string, body: string][] {
  const path = createRequire(import.meta.url).resolve('@iconify-json/lucide/icons.json');
  const { icons, aliases = {} } = JSON.parse(readFileSync(path, 'utf8')) as IconSet;
  const early = iconsIn(root, first);
  const names = [...iconsIn(root, ['src/**/*.{vue,ts}'])].filter((name) => !early.has(name)).toSorted();
  return names.map((name) => {
    const body = icons[aliases[name]?.parent ?? name]?.body;
    if (body === undefined) throw new Error(`There is no icon i-lucide-${name}.`);
    return [`lucide-${name}`, body];
  });
}

/**
 * Provides `virtual:later-icons`, which registers the icons that the first page does not need. All other pages import it, so
 * that an icon is there before it is drawn.
 * @param first patterns of the files whose icons are bundled with the first page
 */
export function laterIconsPlugin(root: string, first: readonly string[]): Plugin {
  const resolved = `\0${moduleName}`;
  return {
    name: 'pineapple:later-icons',
    resolveId: { filter: { id: /^virtual:later-icons$/ }, handler: () => resolved },
    load: {
      filter: { id: /virtual:later-icons$/ },
      handler: () => `import { addIcon } from '@iconify/vue';
for (const [name, body] of ${JSON.stringify(laterIcons(root, first))})
  addIcon(name, { body, width: 24, height: 24 });`,
    },
  };
}
