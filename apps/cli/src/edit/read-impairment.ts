import { CliError } from '../cli-error.ts';

/** The fields of the API's `ImpairmentInput`. Those that are left out do nothing. */
export type Impairment = Readonly<Record<string, number | string>>;

const fields: Readonly<Record<string, string>> = {
  delay: 'delayMs',
  jitter: 'jitterMs',
  loss: 'lossPercent',
  burst: 'lossBurst',
  'bad-start': 'lossStartPercent',
  'bad-end': 'lossEndPercent',
  'bad-loss': 'lossBadPercent',
  'good-loss': 'lossGoodPercent',
  every: 'dropEvery',
  'black-hole': 'blackHoleMtu',
  corrupt: 'corruptPercent',
  duplicate: 'duplicatePercent',
  reorder: 'reorderPercent',
  rate: 'rateKbit',
  'rate-burst': 'rateBurstBytes',
  queue: 'rateQueueMs',
};

/** The value of `distribution`, as the API names them. */
const distributions: ReadonlySet<string> = new Set(['UNIFORM', 'NORMAL', 'PARETO', 'PARETO_NORMAL']);

/** Its value is text, which may have commas and equals signs. So it comes last. */
const filter = /(?:^|,)match=(.*)$/s;

/**
 * Reads an impairment such as `delay=20,loss=0.5`, or `none`. `match=` with a filter comes last.
 * @throws CliError for an unknown name or a value that is no number
 */
export function readImpairment(text: string): Impairment {
  if (text === 'none') return {};
  const found = filter.exec(text);
  const numbers = found === null ? text : text.slice(0, found.index);
  const named: Impairment = found === null || found[1] === undefined ? {} : { dropMatching: found[1] };
  if (numbers === '' && found !== null) return named;
  const values = Object.fromEntries(
    numbers.split(',').map((part) => {
      const [name = '', value = '', ...rest] = part.split('=');
      const distribution = value.toUpperCase().replace('-', '_');
      if (name === 'distribution' && distributions.has(distribution) && rest.length === 0)
        return ['jitterDistribution', distribution];
      const field = fields[name];
      if (field === undefined || rest.length > 0 || value.trim() === '' || !Number.isFinite(Number(value))) {
        const known = Object.keys(fields).join(', ');
        throw new CliError(
          `"${part}" is no impairment. Write it like loss=0.5, with one of ${known}; distribution=uniform, normal, pareto or pareto-normal; match=<filter> as the last; or none.`,
        );
      }
      return [field, Number(value)];
    }),
  );
  return { ...values, ...named };
}
