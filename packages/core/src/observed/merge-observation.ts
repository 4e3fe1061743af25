import type {
  ContainerObservation,
  NetworkObservation,
  Observation,
  ObservedInterface,
  PhaseEntry,
} from './observation.ts';
import { differingSettings } from '../settings/start-settings.ts';

/**
 * The rows to store and publish, in order, for a host's report on a container, each with the next version. There is one
 * row for each phase entered since the stored row, so that subscribers see every phase even if the host reported several
 * at once; one row if anything else changed; none if the report is stale or has nothing new.
 */
export function mergeObservation(
  previous: ContainerObservation | null,
  reported: ContainerObservation,
): readonly ContainerObservation[] {
  if (previous !== null) {
    if (isStale(previous, reported) || reported.generation < previous.generation) return [];
    if (sameContainer(previous, reported)) return [];
  }
  // Phases of an earlier generation do not count, even if the times are the same.
  const known = previous?.generation === reported.generation ? previous.phases : [];
  const fresh = reported.phases.findLastIndex((entry) => known.some((other) => sameEntry(entry, other))) + 1;
  const passed = reported.phases.slice(fresh, -1).map(({ phase }, index) => {
    return { ...reported, phase, reason: null, phases: reported.phases.slice(0, fresh + index + 1) };
  });
  const version = previous?.version ?? 0;
  return [...passed, reported].map((row, index) => ({ ...row, version: version + 1 + index }));
}

/** The row to store and publish for a host's report on a network; null if the report is stale or has nothing new. */
export function mergeNetworkObservation(
  previous: NetworkObservation | null,
  reported: NetworkObservation,
): NetworkObservation | null {
  if (previous !== null && (isStale(previous, reported) || sameNetwork(previous, reported))) return null;
  return { ...reported, version: (previous?.version ?? 0) + 1 };
}

/**
 * Whether a stored row is newer than another row of the same container or network. Versions restart at one if the subject
 * was removed and restored, but the sequence of its host continues.
 */
export function isNewer(row: Observation, than: Observation): boolean {
  if (row.hostId === than.hostId && row.sequence !== than.sequence) return row.sequence > than.sequence;
  return row.version > than.version;
}

/** Each host counts its own reports. The caller has checked that the host may report on the lab. */
function isStale(
  previous: Pick<NetworkObservation, 'hostId' | 'sequence'>,
  reported: Pick<NetworkObservation, 'hostId' | 'sequence'>,
): boolean {
  return previous.hostId === reported.hostId && reported.sequence <= previous.sequence;
}

function sameEntry(one: PhaseEntry, other: PhaseEntry): boolean {
  return one.phase === other.phase && one.at === other.at;
}

function sameInterface(one: ObservedInterface, other: ObservedInterface): boolean {
  return one.networkId === other.networkId && one.name === other.name;
}

function sameContainer(one: ContainerObservation, other: ContainerObservation): boolean {
  return (
    one.phase === other.phase &&
    one.reason === other.reason &&
    one.generation === other.generation &&
    one.name === other.name &&
    one.image === other.image &&
    one.hostId === other.hostId &&
    sameList(one.phases, other.phases, sameEntry) &&
    sameList(one.interfaces, other.interfaces, sameInterface) &&
    sameSettings(one.settings, other.settings)
  );
}

function sameSettings(
  one: ContainerObservation['settings'],
  other: ContainerObservation['settings'],
): boolean {
  if (one === undefined || other === undefined) return one === other;
  return differingSettings(one, other).length === 0;
}

function sameNetwork(one: NetworkObservation, other: NetworkObservation): boolean {
  return (
    one.phase === other.phase &&
    one.reason === other.reason &&
    one.name === other.name &&
    one.ipv4Subnet === other.ipv4Subnet &&
    one.internet === other.internet &&
    one.hostId === other.hostId
  );
}

function sameList<T>(one: readonly T[], other: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return (
    one.length === other.length &&
    one.every((item, index) => {
      const counterpart = other[index];
      return counterpart !== undefined && same(item, counterpart);
    })
  );
}
