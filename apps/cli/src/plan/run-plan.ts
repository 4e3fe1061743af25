import type { CliConfig } from '@pineapple/config';
import { request } from '../site/api.ts';
import { CliError } from '../cli-error.ts';
import type { ListedLab } from '../labs.ts';
import { confirm } from './confirm.ts';
import type { PlanCommand } from './plan-command.ts';
import { openSource, sendFiles } from './plan-files.ts';
import { type PlanReport, planText } from './plan-text.ts';
import { readyText, waitReady } from '../readiness/wait-ready.ts';

/** What is printed, and the exit status: 2 for changes of a plan that was asked to say so. */
interface Outcome {
  readonly text: string;
  readonly status: 0 | 1 | 2;
}

/** Runs a command that compares a lab with its files. Notes and progress go to standard error. */
export function runPlan(config: CliConfig, command: PlanCommand): Promise<Outcome> {
  switch (command.name) {
    case 'plan':
      return plan(config, command);
    case 'apply':
      return apply(config, command);
    case 'destroy':
      return destroy(config, command);
  }
}

async function plan(config: CliConfig, command: Extract<PlanCommand, { name: 'plan' }>): Promise<Outcome> {
  const opened = await openSource(config, command);
  const report = await sendFiles(config, opened, { dryRun: true, revision: null });
  const isDifferent = report.lab === null || report.changes.length > 0;
  return {
    text: shown(report, command.json, planText(report)),
    status: command.detailedExitCode && isDifferent ? 2 : 0,
  };
}

async function apply(config: CliConfig, command: Extract<PlanCommand, { name: 'apply' }>): Promise<Outcome> {
  const opened = await openSource(config, command);
  const planned = await sendFiles(config, opened, { dryRun: true, revision: opened.lab?.revision ?? null });
  const isMade = planned.lab === null || planned.changes.length > 0;
  const status = command.detailedExitCode && isMade ? 2 : 0;
  if (command.dryRun) return { text: shown(planned, command.json, planText(planned)), status };
  if (planned.changes.length > 0) process.stderr.write(planText(planned));
  const report = isMade
    ? await sendFiles(config, opened, { dryRun: false, revision: opened.lab?.revision ?? null })
    : planned;
  const { lab } = report;
  if (lab === null) throw new CliError('The website made no lab. Run the command again.');
  const done = isMade
    ? `Lab "${lab.name}" (${lab.id}) is at revision ${lab.revision}.\n`
    : `Lab "${lab.name}" (${lab.id}) matches its files.\n`;
  if (command.waitSeconds === null) return { text: shown(report, command.json, done), status };
  const reasons = await waitReady(config, {
    labId: lab.id,
    revision: concernsHost(report) ? lab.revision : null,
    timeoutSeconds: command.waitSeconds,
  });
  const ready = { ...report, ready: reasons.length === 0, reasons };
  return {
    text: shown(ready, command.json, `${done}${readyText(reasons)}`),
    status: reasons.length === 0 ? status : 1,
  };
}

async function destroy(
  config: CliConfig,
  command: Extract<PlanCommand, { name: 'destroy' }>,
): Promise<Outcome> {
  const { lab, name } = await openSource(config, command);
  if (lab === null) {
    const report = { lab, name, notes: [], changes: [] };
    return { text: shown(report, command.json, `There is no lab "${name}".\n`), status: 0 };
  }
  const size = `${lab.containers.length} containers and ${lab.networks.length} networks`;
  if (command.dryRun) {
    const report = { lab, name, notes: [], changes: removals(lab) };
    return { text: shown(report, command.json, planText(report)), status: 0 };
  }
  if (!command.yes) await confirm(`Lab "${name}" (${lab.id}) with ${size} will be deleted.`);
  const deletion = `mutation ($labId: ID!) {
    deleteLab(input: { labId: $labId }) { ... on UserError { message } }
  }`;
  const { deleteLab: answer } = await request<{ readonly deleteLab: { readonly message?: string } }>(
    config,
    deletion,
    {
      labId: lab.id,
    },
  );
  if (answer.message !== undefined) throw new CliError(answer.message);
  const report = { lab: null, name, notes: [], changes: [], deletedLabId: lab.id };
  return { text: shown(report, command.json, `Lab "${name}" (${lab.id}) is deleted.\n`), status: 0 };
}

/** Everything of a lab, which goes with it. */
function removals({ containers, networks }: ListedLab): PlanReport['changes'] {
  const gone = { action: 'REMOVE', details: [] } as const;
  return [
    ...containers.map(({ name }) => ({ kind: 'CONTAINER', effect: 'RECREATE', name, ...gone }) as const),
    ...networks.map(({ name }) => ({ kind: 'NETWORK', effect: 'NONE', name, ...gone }) as const),
  ];
}

/** Whether a host has something to do: positions and instructions are the page's. */
function concernsHost({ changes }: PlanReport): boolean {
  return changes.some(({ action, effect }) => effect !== 'NONE' || action !== 'CHANGE');
}

function shown(report: PlanReport, json: boolean, text: string): string {
  if (json) return `${JSON.stringify(report, null, 2)}\n`;
  const notes = report.notes.filter(({ severity }) => severity !== 'INFO');
  process.stderr.write(
    notes
      .map(({ path, line, message }) => `warning ${path}${line === null ? '' : `:${line}`} ${message}\n`)
      .join(''),
  );
  return text;
}
