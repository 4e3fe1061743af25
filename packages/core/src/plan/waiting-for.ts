import type { HostManifest, ManifestContainer } from '../host-manifest/host-manifest.ts';
import type { ContainerPhase } from '../observed/phase.ts';

/** Where a container of the host is. */
export interface PhaseOnHost {
  readonly phase: ContainerPhase;
  readonly reason: string | null;
}

/** What a host knows of its containers, by container id. */
export type PhasesOnHost = ReadonlyMap<string, PhaseOnHost>;

const longestReason = 300;
const gone = '. Change what it waits for, or undo the deletion';
const elsewhere = ', which is on another host. A container can wait only for those on its own host';

/**
 * Why a container must not start yet, for its owner; null if it may. It waits for other containers on its host.
 *
 * @param phases - A container that is not in it is PENDING.
 */
export function waitingFor(
  { waitFor }: Pick<ManifestContainer, 'waitFor'>,
  lab: Pick<HostManifest, 'containers'>,
  phases: PhasesOnHost,
): string | null {
  const obstacles = waitFor.flatMap(({ containerId, name, until }) => {
    const { phase, reason } = phases.get(containerId) ?? { phase: 'PENDING', reason: null };
    const awaited = lab.containers.find(({ id }) => id === containerId);
    if (awaited?.power === 'on' && (phase === 'READY' || phase === until)) return [];
    if (name === null) return [{ waits: 'Waits for a container that is no longer in the lab', why: gone }];
    const waits = `Waits for '${name}' to be ${until}`;
    if (awaited === undefined) return [{ waits, why: elsewhere }];
    if (awaited.power === 'off') return [{ waits, why: ', which is stopped' }];
    const cause = reason === null ? '' : `: ${reason.slice(0, longestReason)}`;
    return [{ waits, why: phase === 'FAILED' ? `, which is FAILED${cause}` : '' }];
  });
  // What does not pass by itself comes first.
  const [first] = obstacles.toSorted((a, b) => Number(a.why === '') - Number(b.why === ''));
  return first === undefined ? null : `${first.waits}${first.why}`;
}
