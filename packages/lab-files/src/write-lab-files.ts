import type { Lab } from '@pineapple/core';
import { draftOfLab } from './draft-of-lab.ts';
import type { LabFile } from './file-set.ts';
import { writeOwn } from './own/write-own.ts';

/**
 * A lab as a `lab.yaml`, without loss: reading it gives an equal lab.
 *
 * @param schemaUrl where editors find the JSON Schema; null leaves out the line that names it
 */
export function writeLab(lab: Lab, schemaUrl: string | null): LabFile {
  return writeOwn(draftOfLab(lab), schemaUrl);
}
