import type { DockTab } from './dock-layout.ts';

/** The name that a container's next terminal gets: `main`, then `2`, `3` … */
export function nextTerminalName(taken: ReadonlySet<string>): string {
  if (!taken.has('main')) return 'main';
  let number = 2;
  while (taken.has(String(number))) number += 1;
  return String(number);
}

/** What a tab is called: what the person chose, else its container and which of its kind it is. */
export function tabLabel(tab: DockTab, containerName: string): string {
  if (tab.title !== null) return tab.title;
  if (tab.kind === 'logs') return `${containerName} log`;
  if (tab.kind === 'stats') return `${containerName} stats`;
  return tab.terminal === 'main' ? containerName : `${containerName} ${tab.terminal}`;
}
