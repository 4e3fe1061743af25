import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { laterIcons } from './later-icons.ts';

function project(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'pn-icons-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'src'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, 'src', name), text);
  return root;
}

test('has the icons that the first page does not have, each once', () => {
  const root = project({
    'First.vue': '<UIcon name="i-lucide-plus" />',
    'Later.vue': '<UIcon name="i-lucide-trash-2" /><UIcon name="i-lucide-plus" />',
    'other.ts': "const icon = 'i-lucide-trash-2';",
  });
  expect(laterIcons(root, ['src/First.vue'])).toEqual([['lucide-trash-2', expect.stringContaining('<path')]]);
});

test('names an icon that does not exist', () => {
  const root = project({ 'Later.vue': '<UIcon name="i-lucide-no-such" />' });
  expect(() => laterIcons(root, [])).toThrow('There is no icon i-lucide-no-such.');
});
