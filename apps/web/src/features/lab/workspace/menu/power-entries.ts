import { powerTargets } from '../../container/power-all.ts';
import { powerActionLabels } from '../../container/power-actions.ts';
import type { Lab } from '../../model/lab.ts';
import type { MenuEntry, MenuOptions } from './menu-entry.ts';

const powerActions = ['start', 'stop', 'restart'] as const;

/** Entries for the power actions that are offered for any of the containers. */
export function power(
  containers: Lab['containers'],
  { commands }: MenuOptions,
  labelOf: (action: { readonly label: string }, targets: number) => string,
): MenuEntry[] {
  return powerActions.flatMap((action) => {
    const targets = powerTargets(containers, action);
    if (targets.length === 0) return [];
    return {
      label: labelOf(powerActionLabels[action], targets.length),
      icon: powerActionLabels[action].icon,
      run: () =>
        commands.power(
          action,
          targets.map(({ id }) => id),
        ),
    };
  });
}
