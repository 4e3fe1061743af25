import { ConfigError, loadCliConfig } from '@pineapple/config';
import { CliError } from './cli-error.ts';
import { readCommand, usage } from './command.ts';
import { edit } from './edit.ts';
import { exec } from './exec.ts';
import { exportLab, importLab, validateLab } from './lab-files.ts';
import { labsText, listLabs } from './labs.ts';
import { logs } from './logs.ts';
import { runScript } from './run-script.ts';

async function run(args: readonly string[]): Promise<number> {
  const command = readCommand(args);
  if (command.name === 'help') {
    process.stdout.write(usage);
    return 0;
  }
  if (command.name === 'validate') return print(await validateLab(command));
  const config = loadCliConfig();
  if (command.name === 'import') return print(await importLab(config, command));
  if (command.name === 'export') return print(await exportLab(config, command));
  if (command.name === 'exec') {
    return (command.tty ?? process.stdin.isTTY) ? exec(config, command) : runScript(config, command);
  }
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

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CliError || error instanceof ConfigError)) throw error;
  process.stderr.write(`pineapple: ${error.message}\n`);
  process.exitCode = 255;
}
