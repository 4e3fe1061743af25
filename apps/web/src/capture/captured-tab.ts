import { capturePath, type CapturePoint } from '@pineapple/host-link/capture';
import type { DockTab } from '../terminal/dock/dock-layout.ts';

type CaptureTab = Pick<DockTab, 'containerId' | 'terminal'>;

/** Whether a tab captures several interfaces. Its subject is then the lab, and its name lists the points. */
export function isOfLab({ containerId }: CaptureTab): boolean {
  return containerId.startsWith('lab_');
}

/** The address of what a tab captures. */
export function captureOf(tab: CaptureTab, filter: string): string {
  const wanted = { filter, record: true };
  if (!isOfLab(tab)) return capturePath(tab.containerId, { interface: tab.terminal, ...wanted });
  const on = tab.terminal.split(',').map((text): CapturePoint => {
    const [id = '', name] = text.split(':');
    return { containerId: id, interface: name ?? null };
  });
  return capturePath(tab.containerId, { on, ...wanted });
}
