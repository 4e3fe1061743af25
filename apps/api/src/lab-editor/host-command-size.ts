import { encodePayload, maxPayloadCharacters, PayloadError } from '@pineapple/contracts';
import { configBytes, type EditContext, type EditError, type Lab, toHostManifest } from '@pineapple/core';

/**
 * Why an edit would make a lab too large to be sent to its host, which gets it whole in one command; null when it
 * would not. Packing is what costs, so it is done only where a cautious estimate does not say enough.
 */
export function refuseTooLarge(before: Lab, lab: Lab, images: EditContext['images']): EditError | null {
  // What makes a lab smaller is never refused, and most edits of a large lab leave its size as it is.
  const grown =
    lab.containers.length > before.containers.length || lab.networks.length > before.networks.length;
  const wired = links(lab) > links(before);
  if (!grown && !wired) return null;
  const desired = toHostManifest(lab, images);
  const files = configBytes(lab);
  // Files may be noise, which can't be packed; all else packs to less than half. base64 adds a third.
  const estimate = (files + (JSON.stringify(desired).length - files) / 2) * (4 / 3);
  if (estimate < maxPayloadCharacters) return null;
  try {
    encodePayload(desired);
    return null;
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error;
    const message =
      'The lab would be larger than the one command that carries it to its host can be. ' +
      'Delete containers, or make the files in them shorter.';
    return { kind: 'conflict', message };
  }
}

function links(lab: Lab): number {
  return lab.containers.reduce((sum, { interfaces }) => sum + interfaces.length, 0);
}
