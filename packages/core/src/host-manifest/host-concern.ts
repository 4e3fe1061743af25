import type { Lab } from '../lab.ts';
import { toHostManifest } from './to-host-manifest.ts';

/** Whether the host has anything to bring about after an edit. Where things are drawn is not its concern. */
export function concernsHost(before: Lab, after: Lab): boolean {
  const sameParts = before.networks === after.networks && before.containers === after.containers;
  if (sameParts && before.deletedAt === after.deletedAt) return false;
  return forHost(before) !== forHost(after);
}

function forHost(lab: Lab): string {
  return JSON.stringify(toHostManifest({ ...lab, revision: 0 }, []));
}
