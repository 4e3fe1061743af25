import { encodePayload, maxPayloadCharacters, PayloadError } from '@pineapple/contracts';
import { configBytes, type EditContext, type EditError, type Lab, toHostManifest } from '@pineapple/core';

/**
 * Why an edit makes a lab too large for the one command that carries it to its host; null when it does not. Encoding is
 * expensive, so it happens only when a cautious estimate exceeds the limit.
 */
export function refuseTooLarge(before: Lab, lab: Lab, images: EditContext['images']): EditError | null {
  // An edit that shrinks a lab is never refused, and most edits of a large lab keep its size.
  const grown =
    lab.containers.length > before.containers.length || lab.networks.length > before.networks.length;
  const wired = links(lab) > links(before);
  if (!grown && !wired) return null;
  const desired = toHostManifest(lab, images);
  const files = configBytes(lab);
  // Files may be incompressible; all else compresses to less than half. base64 adds a third.
  const estimate = (files + (JSON.stringify(desired).length - files) / 2) * (4 / 3);
  if (estimate < maxPayloadCharacters) return null;
  try {
    encodePayload(desired);
    return null;
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error;
    const message =
      'The lab would be too large for the command that carries it to its host. ' +
      'Delete containers, or shorten the files in them.';
    return { kind: 'conflict', message };
  }
}

function links(lab: Lab): number {
  return lab.containers.reduce((sum, { interfaces }) => sum + interfaces.length, 0);
}
