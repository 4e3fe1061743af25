import type { Lab } from '../lab.ts';
import type { LabContainer, LabInterface } from '../lab-nodes.ts';
import type { LinkOutage } from '../link-quality/link-outage.ts';
import { checkLinkQuality } from '../link-quality/link-quality-rules.ts';
import { type Impairment, isPerfect, type LinkQuality, perfectLink } from '../link-quality/link-quality.ts';
import { ok, type Result } from '../result.ts';
import type { EditContext } from '../edit-context.ts';
import { conflict, invalid, type EditError } from '../edit-error.ts';
import { findContainer, findNetwork, replaceContainer } from '../nodes-in-lab.ts';

export interface SetLinkQualityInput {
  readonly containerId: string;
  readonly networkId: string;
  /** Left out: as it is, like the next two. */
  readonly linkUp?: boolean;
  /** Replaces all that was set in this direction. */
  readonly toContainer?: Impairment;
  readonly fromContainer?: Impairment;
  /** A new one begins now. Left out or null: none, also if there was one. */
  readonly outage?: Omit<LinkOutage, 'since'> | null;
}

/** Sets whether the link of an interface is up, and its quality in the directions that are given. */
export function setLinkQuality(
  lab: Lab,
  { containerId, networkId, linkUp, toContainer, fromContainer, outage: wanted }: SetLinkQualityInput,
  { now }: EditContext,
): Result<{ readonly lab: Lab; readonly container: LabContainer; readonly quality: LinkQuality }, EditError> {
  const found = findContainer(lab, containerId);
  if (!found.ok) return found;
  const network = findNetwork(lab, networkId);
  if (!network.ok) return network;
  const given = { ...(toContainer && { toContainer }), ...(fromContainer && { fromContainer }) };
  const link = found.value.interfaces.find((each) => each.networkId === networkId);
  const present = link?.quality ?? perfectLink;
  const up = linkUp ?? present.up;
  const outage = wanted == null ? null : { ...wanted, since: now };
  const issues = checkLinkQuality({ ...given, up, outage }, []);
  if (issues.length > 0) return invalid(issues);
  if (link === undefined) {
    return conflict(
      `Container '${found.value.name}' is not on network '${network.value.name}'. Choose a network that it is on.`,
    );
  }
  const quality = { ...present, ...given, up, outage };
  const changed = withQuality(link, quality);
  const interfaces = found.value.interfaces.map((each) => (each === link ? changed : each));
  const container = { ...found.value, interfaces };
  return ok({ lab: replaceContainer(lab, container), container, quality });
}

/** The interface with this quality. A perfect link is not stored. */
export function withQuality({ quality: _, ...link }: LabInterface, quality: LinkQuality): LabInterface {
  return isPerfect(quality) ? link : { ...link, quality };
}
