import { AwsError } from '../http/aws-error.ts';

const unitMinutes: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };

/**
 * The interval of `rate(1 minute)`, `rate(5 minutes)` …
 * @param minuteMs Length of a minute in ms; shorter in tests.
 * @throws AwsError ValidationException
 */
export function scheduleIntervalMs(expression: string, minuteMs: number): number {
  const [, count = '', unit = '', plural = ''] =
    /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  const value = Number(count);
  // AWS accepts only "1 minute" and "2 minutes", not "1 minutes".
  if (value < 1 || (value === 1) !== (plural === '')) {
    throw new AwsError(
      'ValidationException',
      `Parameter ScheduleExpression is not valid: '${expression}'. Use rate(1 minute), rate(5 minutes), rate(1 hour) …; cron() is not offered on this endpoint.`,
    );
  }
  return value * (unitMinutes[unit] ?? 1) * minuteMs;
}
