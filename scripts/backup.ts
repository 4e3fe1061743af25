import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { restoreTables, RestoreError } from './backup/restore-tables.ts';
import { saveTables } from './backup/save-tables.ts';

const usage = `Usage: pnpm backup save|restore FOLDER [--prefix pineapple-]

AWS is configured as for its own tools: AWS_REGION, AWS_PROFILE … For the site of npm start:
AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local-only`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { prefix: { type: 'string', default: 'pineapple-' } },
});
const [task, folder] = positionals;
const tasks = { save: saveTables, restore: restoreTables };

if ((task !== 'save' && task !== 'restore') || !folder) {
  console.error(usage);
  process.exitCode = 2;
} else {
  try {
    const { takenAt, tables } = await tasks[task](new DynamoDBClient({}), values.prefix, folder);
    for (const { name, rows } of tables) console.log(`  ${values.prefix}${name}: ${rows} rows`);
    console.log(task === 'save' ? `Saved in ${folder}.` : `Restored the backup of ${takenAt}.`);
  } catch (error) {
    if (!(error instanceof RestoreError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
