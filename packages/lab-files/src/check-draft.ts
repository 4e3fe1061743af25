import { builtInImages, type RandomBytes } from '@pineapple/core';
import type { LabDraft } from './lab-draft.ts';
import { type DraftRefusal, labFromDraft } from './lab-from-draft.ts';
import type { LabFileNote } from './notes.ts';

/** Limits and images are a site's; here every one that a draft asks for is allowed. */
const unlimited = { networksPerLab: 1_000, containersPerLab: 1_000, interfacesPerContainer: 1_000 };

/**
 * What the rules of labs say about a draft, as ERROR notes, without the limits and images of a site.
 *
 * @param path the file that describes the lab
 */
export function checkDraft(draft: LabDraft, path: string, random: RandomBytes): readonly LabFileNote[] {
  const names = new Set([...builtInImages.map(({ name }) => name), ...draft.nodes.map(({ image }) => image)]);
  const images = [...names].map((name) => ({ name, description: '', reference: name }));
  const context = { now: new Date(0).toISOString(), random, limits: unlimited, images };
  const made = labFromDraft(draft, { name: null, ownerId: 'usr_none' }, context);
  return made.ok ? [] : [noteOfRefusal(made.error, path)];
}

/** A refusal as a note. @param path the file that describes the lab */
export function noteOfRefusal({ error, subject, line }: DraftRefusal, path: string): LabFileNote {
  const message = subject === null ? error.message : `In ${subject}: ${error.message}`;
  return { severity: 'ERROR', path, line, message };
}
