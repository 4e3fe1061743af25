import lighthouse, { desktopConfig } from 'lighthouse';

/** The scores of a page. */
interface LighthouseReport {
  /** 0 to 100 by category. */
  readonly scores: Readonly<Record<string, number>>;
  /** The audits that cost points. */
  readonly losses: readonly string[];
}

/**
 * Runs Lighthouse with desktop settings in the browser that listens on a debugging port.
 * @param cookie the session as `name=value`; without it, the page loads signed out
 */
export async function lighthouseReport(
  url: string,
  port: number,
  cookie?: string,
): Promise<LighthouseReport> {
  const result = await lighthouse(
    url,
    {
      port,
      output: 'json',
      logLevel: 'error',
      onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
      ...(cookie !== undefined && { extraHeaders: { cookie }, disableStorageReset: true }),
    },
    desktopConfig,
  );
  if (!result) throw new Error(`Lighthouse returned no report on ${url}.`);
  const { categories, audits } = result.lhr;
  const losses = Object.values(categories).flatMap(({ id, auditRefs }) =>
    auditRefs.flatMap(({ id: audit, weight }) => {
      const { score = null, title, displayValue = '' } = audits[audit] ?? { title: audit };
      return weight > 0 && score !== null && score < 1 ? [`${id}: ${title} ${displayValue} (${score})`] : [];
    }),
  );
  const scores = Object.fromEntries(
    Object.values(categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]),
  );
  return { scores, losses };
}
