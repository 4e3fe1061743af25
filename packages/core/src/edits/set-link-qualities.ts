import type { Lab } from '../lab.ts';
import type { EditContext } from '../edit-context.ts';
import { type EditError, invalid } from '../edit-error.ts';
import { ok, type Result } from '../result.ts';
import { setLinkQuality, type SetLinkQualityInput } from './set-link-quality.ts';

/** So many links may change in one step. */
export const mostLinks = 200;

/** The interface of a link. */
export interface LinkOfLab {
  readonly containerId: string;
  readonly networkId: string;
}

interface SetLinkQualitiesInput extends Omit<SetLinkQualityInput, keyof LinkOfLab> {
  readonly links: readonly LinkOfLab[];
}

/** Sets the same quality for several links, all or none. */
export function setLinkQualities(
  lab: Lab,
  { links, ...change }: SetLinkQualitiesInput,
  context: EditContext,
): Result<{ readonly lab: Lab }, EditError> {
  if (links.length === 0 || links.length > mostLinks)
    return invalid([
      { path: ['links'], message: `There are ${links.length} links. Give 1 to ${mostLinks}.` },
    ]);
  const known = new Set(links.map(({ containerId, networkId }) => `${containerId} ${networkId}`));
  if (known.size < links.length)
    return invalid([{ path: ['links'], message: 'A link is given twice. Give each one once.' }]);
  let changed = lab;
  for (const link of links) {
    const edited = setLinkQuality(changed, { ...link, ...change }, context);
    if (!edited.ok) return edited;
    changed = edited.value.lab;
  }
  return ok({ lab: changed });
}
