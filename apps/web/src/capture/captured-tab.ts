import { capturePath, toPoint } from '@pineapple/host-link/capture';
import type { DockTab } from '../terminal/dock/dock-layout.ts';

type CaptureTab = Pick<DockTab, 'containerId' | 'terminal'>;

/** Whether a tab captures a network or several interfaces. Its subject is then the lab, and its name lists the points. */
export function isOfLab({ containerId }: CaptureTab): boolean {
  return containerId.startsWith('lab_');
}

/** The address of what a tab captures. */
export function captureOf(tab: CaptureTab, filter: string): string {
  const wanted = { filter, record: true };
  if (!isOfLab(tab)) return capturePath(tab.containerId, { interface: tab.terminal, ...wanted });
  return capturePath(tab.containerId, { on: tab.terminal.split(',').map(toPoint), ...wanted });
}
