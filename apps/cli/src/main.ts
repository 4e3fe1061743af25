import './node-20.ts';
import description from '../package.json' with { type: 'json' };
import { cliSite, ConfigError, loadCliConfig } from '@pineapple/config';
import { build } from './build/build.ts';
import { capture } from './watch/capture.ts';
import { CliError } from './cli-error.ts';
import { readCommand } from './command.ts';
import { edit } from './edit/edit.ts';
import { exec } from './terminal/exec.ts';
import { forward } from './forward/forward.ts';
import { exportLab, importLab, validateLab } from './lab-files/lab-files.ts';
import { duplicate } from './edit/duplicate.ts';
import { inspect } from './inspect/inspect.ts';
import { labsText, listLabs } from './labs.ts';
import { logs } from './watch/logs.ts';
import { isPlanName } from './plan/plan-command.ts';
import { runPlan } from './plan/run-plan.ts';
import { reach } from './watch/reach.ts';
import { runSnapshot } from './snapshot/snapshots.ts';
import { runScript } from './terminal/run-script.ts';
import { completionScript } from './usage/completion.ts';
import { tables } from './watch/tables.ts';
import { commandUsage, usageText } from './usage/usage-text.ts';

async function run(args: readonly string[]): Promise<number> {
  const command = readCommand(args);
  if (command.name === 'help') {
    process.stdout.write(command.topic === null ? usageText() : commandUsage(command.topic));
    return 0;
  }
  if (command.name === 'version') return print({ text: `pineapple ${description.version}\n`, status: 0 });
  if (command.name === 'completion') return print({ text: completionScript(command.shell), status: 0 });
  if (command.name === 'validate') return print(await validateLab(command));
  const config = loadCliConfig();
  if (command.name === 'import') return print(await importLab(config, command));
  if (command.name === 'export') return print(await exportLab(config, command));
  if (command.name === 'plan' || command.name === 'apply' || command.name === 'destroy')
    return print(await runPlan(config, command));
  if (command.name === 'inspect') return print({ text: await inspect(config, command), status: 0 });
  if (command.name === 'exec') {
    return (command.tty ?? process.stdin.isTTY) ? exec(config, command) : runScript(config, command);
  }
  if (command.name === 'capture') return capture(config, command);
  if (command.name === 'tables') return tables(config, command);
  if (command.name === 'forward') return forward(config, command);
  if (command.name === 'reach') return print(await reach(config, command));
  if (command.name === 'build') return build(config, command);
  if (command.name === 'duplicate') return print({ text: await duplicate(config, command), status: 0 });
  if (command.name === 'snapshot') return print({ text: await runSnapshot(config, command), status: 0 });
  if (command.name === 'logs') return logs(config, command);
  const text = command.name === 'labs' ? labsText(await listLabs(config)) : await edit(config, command);
  process.stdout.write(text);
  return 0;
}

function print({ text, status }: { readonly text: string; readonly status: number }): number {
  process.stdout.write(text);
  return status;
}

// A reader of the output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const args = process.argv.slice(2);
try {
  process.exitCode = await run(args);
} catch (error) {
  if (!(error instanceof CliError || error instanceof ConfigError)) throw error;
  process.stderr.write(`pineapple: ${error instanceof ConfigError ? explained(error) : error.message}\n`);
  // A shell ends with any status up to 254; a plan has changes with 2.
  process.exitCode = isPlanName(args[0]) ? 1 : 255;
}

/** The problems of the environment, and how to make a token if there is none. */
function explained(error: ConfigError): string {
  const needsToken = error.problems.some(
    ({ variable, shown }) => variable === 'PINEAPPLE_TOKEN' && shown === null,
  );
  if (!needsToken) return error.message;
  const page = `${cliSite()}/developers`;
  return `There is no API token. Make one, and put it into the environment:
  1. Open ${page} and create a token. Commands that only look need the scope READ, the others WRITE, exec, capture and forward TERMINAL.
  2. export PINEAPPLE_TOKEN=pn_…
Another website than this one: export PINEAPPLE_URL=https://….`;
}
