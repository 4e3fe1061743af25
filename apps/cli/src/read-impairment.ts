import { CliError } from './cli-error.ts';

/** The fields of the API's `ImpairmentInput`. Those that are left out do nothing. */
export type Impairment = Readonly<Record<string, number>>;

const fields: Readonly<Record<string, string>> = {
  delay: 'delayMs',
  jitter: 'jitterMs',
  loss: 'lossPercent',
  corrupt: 'corruptPercent',
  duplicate: 'duplicatePercent',
  reorder: 'reorderPercent',
  rate: 'rateKbit',
};

/**
 * Reads an impairment such as `delay=20,loss=0.5`, or `none`.
 * @throws CliError for an unknown name or a value that is no number
 */
export function readImpairment(text: string): Impairment {
  if (text === 'none') return {};
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [name = '', value = '', ...rest] = part.split('=');
      const field = fields[name];
      if (field === undefined || rest.length > 0 || value.trim() === '' || !Number.isFinite(Number(value))) {
        const known = Object.keys(fields).join(', ');
        throw new CliError(
          `"${part}" is no impairment. Write it like loss=0.5, with one of ${known}; or none.`,
        );
      }
      return [field, Number(value)];
    }),
  );
}
