import {
  computed,
  inject,
  provide,
  ref,
  shallowRef,
  type ComputedRef,
  type InjectionKey,
  type Ref,
} from 'vue';
import { counted } from '../../../../ui/counted.ts';
import { useConfirmed } from '../../../../ui/use-confirmed.ts';
import type { ContainerActions } from '../../container/composables/use-container-actions.ts';
import { powerAll, powerTargets } from '../../container/power-all.ts';
import type { PowerAction } from '../../container/power-actions.ts';
import type { Lab } from '../../model/lab.ts';

export interface LabPower {
  /** How many of the containers, or of all, the action is offered for. */
  count(action: PowerAction, containerIds?: readonly string[]): number;
  /**
   * Starts, stops or restarts the containers, or all of the lab. Asks for confirmation before it ends the programs of
   * several containers.
   */
  run(action: PowerAction, containerIds?: readonly string[]): Promise<void>;
  /** Why the last action was refused. */
  readonly problem: Ref<string | null>;
  /** The confirmation. */
  readonly dialog: {
    readonly open: Ref<boolean>;
    readonly busy: Ref<boolean>;
    readonly problem: Ref<string | null>;
    readonly title: ComputedRef<string>;
    readonly action: ComputedRef<string>;
    confirm(): Promise<void>;
  };
}

const labPowerKey: InjectionKey<LabPower> = Symbol('lab power');

/** Provides power for the containers of a lab to this component and its descendants. */
export function provideLabPower(lab: () => Lab, actions: ContainerActions): LabPower {
  const problem = ref<string | null>(null);
  const asked = shallowRef<{ readonly action: PowerAction; readonly ids: readonly string[] | null }>({
    action: 'stop',
    ids: null,
  });
  const targets = (action: PowerAction, ids: readonly string[] | null): Lab['containers'] =>
    powerTargets(ids ? lab().containers.filter(({ id }) => ids.includes(id)) : lab().containers, action);
  const {
    open,
    busy,
    problem: refusal,
    ask,
    confirm,
  } = useConfirmed(() => {
    const { action, ids } = asked.value;
    return powerAll(actions, action, targets(action, ids));
  });

  const power: LabPower = {
    problem,
    count: (action, ids) => targets(action, ids ?? null).length,
    async run(action, ids) {
      problem.value = null;
      const containers = targets(action, ids ?? null);
      if (action === 'start' || containers.length < 2) {
        const outcome = await powerAll(actions, action, containers);
        if (!outcome.ok) problem.value = outcome.problem.message;
        return;
      }
      asked.value = { action, ids: ids ?? null };
      ask();
    },
    dialog: {
      open,
      busy,
      problem: refusal,
      confirm,
      title: computed(() => {
        const { action, ids } = asked.value;
        return `${verbs[action]} ${counted(targets(action, ids).length, 'container')}?`;
      }),
      action: computed(() => verbs[asked.value.action]),
    },
  };
  provide(labPowerKey, power);
  return power;
}

const verbs: Readonly<Record<PowerAction, string>> = { start: 'Start', stop: 'Stop', restart: 'Restart' };

/** The power of the surrounding lab. */
export function useLabPower(): LabPower {
  const power = inject(labPowerKey);
  if (!power) throw new Error('No lab power. Call provideLabPower in a parent component.');
  return power;
}
