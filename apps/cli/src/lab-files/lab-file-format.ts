import type { LabFileFormat } from '@pineapple/lab-files';
import { CliError } from '../cli-error.ts';

const formats: Readonly<Record<string, LabFileFormat>> = {
  pineapple: 'PINEAPPLE',
  containerlab: 'CONTAINERLAB',
  kathara: 'KATHARA',
};

/** @throws CliError for anything that is no format */
export function readFormat(text: string): LabFileFormat {
  const format = Object.hasOwn(formats, text.toLowerCase()) ? formats[text.toLowerCase()] : undefined;
  if (format !== undefined) return format;
  throw new CliError(`--format is "${text}". Use ${Object.keys(formats).join(', ')}.`);
}
